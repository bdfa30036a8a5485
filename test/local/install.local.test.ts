import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoOtherUserError, PartNotStartedError, PostgresMissingError, PythonMissingError } from '../../lib/local/errors';
import { findPython } from '../../lib/local/install/find-python';
import { run } from '../../lib/local/install/run';
import { postgresBinaries } from '../../lib/local/postgres/binaries';
import { GuardedProcess } from '../../lib/local/processes/guarded-process';
import { waitUntil } from '../../lib/local/processes/wait-until';

describe('what is installed', () => {
  it('finds a Python', async () => {
    expect((await run(await findPython(), ['--version'])).output).toMatch(/^Python 3\.1[0-2]\./);
  });

  it('says what it needs where there is no Python', async () => {
    const missing = findPython(['/nowhere/python3', 'false']);
    await expect(missing).rejects.toThrow(PythonMissingError);
    await expect(missing).rejects.toMatchObject({
      code: 'PYTHON_MISSING',
      message: expect.stringMatching(/tried \/nowhere\/python3, false.*Python 3\.10, 3\.11 or 3\.12/) as string,
    });
  });

  it('pins every Python package with hashes', () => {
    const lines = readFileSync(join(__dirname, '../../lib/local/requirements.txt'), 'utf8').split('\n');
    const packages = lines.filter((line) => /^[a-z0-9]/.test(line));
    expect(packages.length).toBeGreaterThan(10);
    for (const line of packages) expect(line).toMatch(/^[a-z0-9-]+==\S+ \\$/);
    expect(lines.filter((line) => line.includes('--hash=sha256:')).length).toBeGreaterThanOrEqual(packages.length);
    expect(packages).toContain('ministack==1.5.33 \\');
  });

  it('says that there is no PostgreSQL for another machine', () => {
    expect(() => postgresBinaries('sunos', 'sparc')).toThrow(PostgresMissingError);
    expect(() => postgresBinaries('sunos', 'sparc')).toThrow(/sunos on sparc/);
  });

  it('names the users that were looked for as root', () => {
    expect(new NoOtherUserError(['postgres', 'nobody']).message).toMatch(/postgres, nobody/);
  });
});

describe('a part that does not start', () => {
  const program = async (...words: string[]) => {
    const python = await findPython();
    return new GuardedProcess({ part: 'The part', python, command: [python, ...words], folder: __dirname, environment: { PATH: '/usr/bin:/bin' } });
  };

  it('is told with its last words when it ends', async () => {
    const part = await program('-c', 'import sys; print("no room"); sys.exit(3)');
    const waiting = waitUntil(part, 10, () => Promise.reject(new Error('no answer')));
    await expect(waiting).rejects.toThrow(PartNotStartedError);
    await expect(waiting).rejects.toThrow(/exit code 3.*no room/s);
  });

  it('is stopped when it never answers', async () => {
    const part = await program('-c', 'import time; time.sleep(600)');
    await expect(waitUntil(part, 0.2, () => Promise.reject(new Error('no answer')))).rejects.toThrow(/no answer in 0.2 s/);
    await expect(part.ended).resolves.toBe(143);
  });
});
