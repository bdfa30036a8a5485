/** The calls that were made to several ports, in their order, and one that is to fail. */
export interface Calls {
  readonly made: string[];
  /** The index, among the calls from now on, of the one that fails; `undefined` when none does. */
  failAt: number | undefined;
  /** The index of the one that is made and whose answer is lost. */
  loseAt: number | undefined;
  readonly watch: <Port extends object>(name: string, port: Port) => Port;
  readonly forget: () => void;
}

/** Watches ports: what is called, with what is constant of it, such as the name of a limit or the kind of a record. */
export function calls(failure: () => Error): Calls {
  const made: string[] = [];
  const state: Calls = {
    made,
    failAt: undefined,
    loseAt: undefined,
    watch: (name, port) =>
      new Proxy(port, {
        get: (target, property) => {
          const member: unknown = Reflect.get(target, property, target);
          if (typeof member !== 'function' || typeof property !== 'string') return member;
          return (...given: unknown[]): unknown => {
            made.push([`${name}.${property}`, ...given.flatMap(constantOf)].join(' '));
            if (state.failAt === made.length - 1) return Promise.reject(failure());
            const isLost = state.loseAt === made.length - 1;
            const answer = (member as (...given: unknown[]) => unknown).apply(target, given);
            return isLost ? Promise.resolve(answer).then(() => Promise.reject(failure())) : answer;
          };
        },
      }),
    forget: () => {
      made.length = 0;
    },
  };
  return state;
}

/** The names of limits and kinds, and how many changes and events a commit has of each kind. */
function constantOf(given: unknown): readonly string[] {
  if (Array.isArray(given)) return given.flatMap((one: unknown) => [labelOf(one) ?? 'other']);
  return [labelOf(given)].filter((label) => label !== undefined);
}

function labelOf(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  if ('windowSeconds' in given && 'name' in given) return String(given.name);
  if ('kind' in given && typeof given.kind === 'object' && given.kind !== null && 'name' in given.kind) {
    return `${'action' in given ? `${String(given.action)}:` : ''}${String(given.kind.name)}`;
  }
  return 'action' in given ? `event:${String(given.action)}` : undefined;
}
