import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Approval, FindApproval } from './approvals';
import { entrySources } from './entry-sources';

/** Where the keys stand that may approve an exception, relative to the repository's root; the format is ssh-keygen's. */
export const ALLOWED_SIGNERS = '.github/allowed_signers';

/** Reads approvals from the signed commits of the git checkout at `root`. */
export function signedCommits(root: string): FindApproval {
  const obstacle = obstacleAt(root);
  return (file) => (obstacle === undefined ? approvalOf(root, entrySources(root, file)) : unverified(obstacle));
}

/** What keeps every approval from being verified, so that git isn't asked file by file. */
function obstacleAt(root: string): string | undefined {
  if (!namesSigners(join(root, ALLOWED_SIGNERS))) return `${ALLOWED_SIGNERS} names nobody`;
  const shallow = git(root, ['rev-parse', '--is-shallow-repository']);
  if (shallow === undefined) return 'this is no git checkout';
  // In a shallow clone its oldest commit seems to have changed every file, and its signature would count for all.
  return shallow === 'false' ? undefined : 'this is a shallow clone, which hides the commit that approved';
}

function namesSigners(file: string): boolean {
  return (
    existsSync(file) &&
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => line.trim() !== '' && !line.trim().startsWith('#'))
  );
}

/** Each file must be in a commit; the last of these commits is by whoever saw all of them as they are. */
function approvalOf(root: string, files: readonly string[]): Approval {
  if (git(root, ['status', '--porcelain', '--', ...files]) !== '')
    return unverified('the entry, or what it takes its constructs from, differs from its last commit');
  const held = git(root, ['ls-files', '--error-unmatch', '--', ...files]);
  const commit = git(root, ['log', '-1', '--format=%G?%n%GS', '--', ...files]);
  if (held === undefined || commit === undefined) return unverified('no commit holds the entry, or what it takes its constructs from');
  const [status, signer = ''] = commit.split('\n');
  return status === 'G' ? { status: 'verified', signer } : unverified(`the commit is not signed by one of ${ALLOWED_SIGNERS}`);
}

function unverified(reason: string): Approval {
  return { status: 'unverified', reason };
}

/** The output of git without its last line break; `undefined` when git fails or is missing. */
function git(root: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['--no-optional-locks', ...onlySignersOf(root), ...words], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trimEnd();
  } catch {
    return undefined;
  }
}

/** Only keys of the file count: whatever this machine's keyrings trust is left unasked. */
function onlySignersOf(root: string): string[] {
  const settings = [`gpg.ssh.allowedSignersFile=${join(root, ALLOWED_SIGNERS)}`, ...OTHER_VERIFIERS.map((name) => `${name}=false`)];
  return settings.flatMap((setting) => ['-c', setting]);
}

const OTHER_VERIFIERS: readonly string[] = ['gpg.program', 'gpg.openpgp.program', 'gpg.x509.program'];
