import type { Exception } from './exception';

/** Anything that an exception may accept: a nag row that fails or errs, or a finding of a check or proof. */
export interface Exceptable {
  readonly environment: string;
  /** The nag rule's own name, or the ID of the check or proof. */
  readonly rule: string;
  /** Construct path below the environment. */
  readonly path: string;
  /**
   * What exactly was found: the nag rule's name for it, where it reports several things on one resource; the reason that a
   * check or proof gives, always, so that the next defect of a construct isn't covered by the decision about the last.
   */
  readonly findingId?: string;
}

/** Whether an entry names this finding, in force or not. */
export function covers(entry: Exception, finding: Exceptable): boolean {
  return (
    entry.rule === finding.rule &&
    entry.environments.includes(finding.environment) &&
    entry.constructs.some((construct) => isAt(construct, finding.path)) &&
    namesFinding(entry, finding.findingId)
  );
}

/** Where a construct's own resource stands: at its path, or at that of its default child, which the CDK calls `Resource` or `Default`. */
export function defaultPaths(construct: string): string[] {
  return [construct, `${construct}/Resource`, `${construct}/Default`];
}

/** Whether a resource's path is that of the construct or of its default child. */
export function isAt(construct: string, path: string): boolean {
  return defaultPaths(construct).includes(path);
}

function namesFinding({ findings }: Exception, findingId: string | undefined): boolean {
  return findingId === undefined ? findings === undefined : findings?.includes(findingId) === true;
}
