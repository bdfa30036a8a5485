/** So many callers are remembered; whose window is forgotten is counted by the table alone. */
const MOST = 10_000;

/** The newest window of each subject, for as long as there is room. */
export class RecentWindows<Window> {
  readonly #bySubject = new Map<string, { readonly number: number; readonly window: Window }>();

  /** The window of this number, made when it isn't there. */
  find(subject: string, number: number, make: () => Window): Window {
    const found = this.#bySubject.get(subject);
    if (found?.number === number) return found.window;
    const window = make();
    this.#bySubject.delete(subject);
    this.#bySubject.set(subject, { number, window });
    this.#forget();
    return window;
  }

  #forget(): void {
    const [oldest] = this.#bySubject.keys();
    if (this.#bySubject.size > MOST && oldest !== undefined) this.#bySubject.delete(oldest);
  }
}
