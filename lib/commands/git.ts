import { spawnSync } from 'node:child_process';

/** Which commit the audited sources are. */
export interface Revision {
  /** `null` outside a git checkout, before the first commit, or without git. */
  readonly commit: string | null;
  /** Whether the sources differ from the commit; true where there is none. */
  readonly dirty: boolean;
}

/** Asks git about the checkout that holds the folder. */
export function readRevision(folder: string): Revision {
  const commit = git(folder, 'rev-parse', '--verify', 'HEAD')?.trim();
  if (commit === undefined) return { commit: null, dirty: true };
  return { commit, dirty: git(folder, 'status', '--porcelain', '--', '.') !== '' };
}

/** What git prints; `undefined` when it fails or isn't there. Variables of a calling git, as in a hook, would name another checkout. */
function git(folder: string, ...words: string[]): string | undefined {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const { status, stdout } = spawnSync('git', ['-C', folder, ...words], { env, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
