import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { controls } from '../../../lib/assurance/controls/catalogue';
import { entryFile } from '../../../lib/assurance/exceptions/approvals';
import { entrySources } from '../../../lib/assurance/exceptions/entry-sources';
import { NEVER_EXCEPTED } from '../../../lib/assurance/exceptions/never-excepted';
import { REGISTER } from '../../../lib/assurance/exceptions/register';
import { registerProblems } from '../../../lib/assurance/exceptions/register-problems';

const environments = ['dev', 'staging', 'prod', 'full', 'local'];

describe('the register', () => {
  it('holds nothing but sound entries on the day of each approval', () => {
    for (const { approved } of REGISTER) {
      expect(
        registerProblems(
          REGISTER.filter((entry) => entry.approved <= approved),
          { asOf: approved, environments, controls: controls.map(({ id }) => id) },
        ),
      ).toEqual([]);
    }
  });

  it('keeps each entry in a file of its own, so that its last commit is its approval', () => {
    for (const entry of REGISTER) expect(existsSync(join(__dirname, '../../..', entryFile(entry)))).toBe(true);
  });

  it('takes constructs from the list of guests alone, which is approved with each entry that does', () => {
    const taken = REGISTER.map((entry) => [entry.id, ...entrySources(join(__dirname, '../../..'), entryFile(entry)).slice(1)]);
    const list = 'lib/assurance/exceptions/guest-constructs.ts';
    expect(taken.filter(([, ...files]) => files.length > 0)).toEqual(['EX-007', 'EX-023'].map((id) => [id, list]));
  });

  it('is sorted by ID', () => {
    const ids = REGISTER.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });

  it('cannot be added to while the program runs', () => {
    expect(() => (REGISTER as unknown[]).push({})).toThrow(TypeError);
  });
});

describe('the checks and proofs that may never be excepted', () => {
  it('carry a control of the catalogue', () => {
    const known = new Set(controls.flatMap(({ parts }) => parts).flatMap(({ checks = [], proofs = [] }) => [...checks, ...proofs]));
    const named = [...NEVER_EXCEPTED.keys()].filter((rule) => /^[a-z]/.test(rule));
    expect(named.filter((rule) => !known.has(rule))).toEqual([]);
  });
});
