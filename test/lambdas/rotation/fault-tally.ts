/** Whether a client can do its work with a secret's text. */
type Works = (text: string) => Promise<boolean>;

/** Counts the crashes that were injected, and what clients did between a crash and the retry, and after it. */
export class FaultTally {
  crashes = 0;
  usesOfOld = 0;
  usesOfNew = 0;

  /** Between the crash and the retry: a client uses whichever value is current. */
  async afterCrash(works: Works, current: string, before: string): Promise<boolean> {
    this.crashes += 1;
    if (current === before) return this.#use('usesOfOld', works, before);
    return this.#use('usesOfNew', works, current);
  }

  /** After the retry: one client has the old value cached, another one has read the new one. */
  async afterRetry(works: Works, current: string, before: string): Promise<boolean> {
    return (await this.#use('usesOfOld', works, before)) && (await this.#use('usesOfNew', works, current));
  }

  describe(kind: string): string {
    return `${kind}: ${this.crashes} crashes injected, each retry finished\n  uses between a crash and after its retry, of the old value: ${this.usesOfOld}; of the new value: ${this.usesOfNew}`;
  }

  async #use(count: 'usesOfOld' | 'usesOfNew', works: Works, text: string): Promise<boolean> {
    if (!(await works(text))) return false;
    this[count] += 1;
    return true;
  }
}
