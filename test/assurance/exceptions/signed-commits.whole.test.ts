import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { approvals, entryFile, type Approval } from '../../../lib/assurance/exceptions/approvals';
import { ALLOWED_SIGNERS, signedCommits } from '../../../lib/assurance/exceptions/signed-commits';
import { entryWith } from './entry-with';

const entry = entryWith();
const LIST = 'lib/assurance/exceptions/guest-constructs.ts';
const DIFFERS = 'the entry, or what it takes its constructs from, differs from its last commit';
const NO_COMMIT = 'no commit holds the entry, or what it takes its constructs from';
const NOT_SIGNED = `the commit is not signed by one of ${ALLOWED_SIGNERS}`;

describe('signedCommits', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ringwall-signed-'));
    git('init', '--quiet', '--initial-branch=main');
    for (const name of ['approver', 'stranger']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', key(name)]);
    write('.gitignore', 'key-*\n');
    write(ALLOWED_SIGNERS, `# comment\nsecurity-lead@example.com namespaces="git" ${readFileSync(`${key('approver')}.pub`, 'utf8')}`);
    write(entryFile(entry), 'approved');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('verifies an entry whose last commit an allowed signer signed, and names the signer', () => {
    commit('approver');
    expect(approval()).toEqual({ status: 'verified', signer: 'security-lead@example.com' });
  });

  it('keeps an approval when later commits leave the entry alone', () => {
    commit('approver');
    write('README.md', 'unsigned');
    commit();
    expect(approval()).toMatchObject({ status: 'verified' });
  });

  it('does not verify an unsigned commit', () => {
    commit();
    expect(approval()).toEqual({ status: 'unverified', reason: NOT_SIGNED });
  });

  it('does not verify the signature of somebody else', () => {
    commit('stranger');
    expect(approval()).toEqual({ status: 'unverified', reason: NOT_SIGNED });
  });

  it('does not verify an entry changed after its approval, committed or not', () => {
    commit('approver');
    write(entryFile(entry), 'approved for longer');
    expect(approval()).toEqual({ status: 'unverified', reason: DIFFERS });
    commit();
    expect(approval()).toEqual({ status: 'unverified', reason: NOT_SIGNED });
  });

  it('does not verify an entry that was never committed', () => {
    expect(approval()).toEqual({ status: 'unverified', reason: DIFFERS });
    write('.gitignore', 'lib\nkey-*\n');
    commit('approver');
    expect(approval()).toEqual({ status: 'unverified', reason: NO_COMMIT });
  });

  describe('of an entry that takes its constructs from a list', () => {
    beforeEach(() => {
      write(entryFile(entry), "import type { Exception } from '../exception';\nimport { GUEST_FUNCTIONS } from '../guest-constructs';\n");
      write(LIST, 'export const GUEST_FUNCTIONS = [];');
      commit('approver');
    });

    it('verifies the list with the entry, and not what types alone come from', () => {
      expect(approval()).toMatchObject({ status: 'verified' });
      write('lib/assurance/exceptions/exception.ts', 'unsigned');
      commit();
      expect(approval()).toMatchObject({ status: 'verified' });
    });

    it('does not verify it after the list was changed, committed or not', () => {
      write(LIST, "export const GUEST_FUNCTIONS = ['api/Function-guest-notes/Function'];");
      expect(approval()).toEqual({ status: 'unverified', reason: DIFFERS });
      commit();
      expect(approval()).toEqual({ status: 'unverified', reason: NOT_SIGNED });
    });

    it('does not verify it after a list of the list was changed', () => {
      write(LIST, "export * from './more/constructs';");
      write('lib/assurance/exceptions/more/constructs.ts', 'export const GUEST_FUNCTIONS = [];');
      commit('approver');
      expect(approval()).toMatchObject({ status: 'verified' });
      write('lib/assurance/exceptions/more/constructs.ts', 'unsigned');
      commit();
      expect(approval()).toEqual({ status: 'unverified', reason: NOT_SIGNED });
    });

    it('verifies it again once an approver signed for the entry as it is with the list', () => {
      write(LIST, 'unsigned');
      commit();
      write(entryFile(entry), "import { GUEST_FUNCTIONS } from '../guest-constructs';\n");
      commit('approver');
      expect(approval()).toMatchObject({ status: 'verified' });
    });

    it('does not verify it when the list is nowhere', () => {
      rmSync(join(root, LIST));
      commit('approver');
      expect(approval()).toEqual({ status: 'unverified', reason: NO_COMMIT });
    });
  });

  it('does not verify when nobody may sign', () => {
    write(ALLOWED_SIGNERS, '# security-lead@example.com ssh-ed25519 AAAA\n\n');
    commit('approver');
    expect(approval()).toEqual({ status: 'unverified', reason: `${ALLOWED_SIGNERS} names nobody` });
  });

  it('does not verify in a shallow clone, whose oldest commit seems to have changed every file', () => {
    commit();
    write('README.md', 'signed');
    commit('approver');
    const clone = join(root, 'key-clone');
    git('clone', '--quiet', '--depth=1', `file://${root}`, clone);
    expect(signedCommits(clone)(entryFile(entry))).toEqual({ status: 'unverified', reason: 'this is a shallow clone, which hides the commit that approved' });
  });

  it('does not verify outside a git checkout', () => {
    rmSync(join(root, '.git'), { recursive: true });
    expect(approval()).toEqual({ status: 'unverified', reason: 'this is no git checkout' });
  });

  function approval(): Approval | undefined {
    return approvals([entry], signedCommits(root)).get(entry.id);
  }

  function commit(signer?: string): void {
    git('add', '--all');
    const signature = signer === undefined ? ['--no-gpg-sign'] : ['-S'];
    git(
      '-c',
      'gpg.format=ssh',
      '-c',
      `user.signingKey=${key(signer ?? 'none')}`,
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
      'commit',
      '--quiet',
      '--message=test',
      ...signature,
    );
  }

  function git(...words: string[]): void {
    // Neither the settings of whoever runs the tests nor, within a hook, the repository that it runs in.
    execFileSync('git', words, { cwd: root, stdio: 'pipe', env: { PATH: process.env.PATH, HOME: root } });
  }

  function key(name: string): string {
    return join(root, `key-${name}`);
  }

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});
