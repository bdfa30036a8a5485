import { checks } from '../../../lib/assurance/checks/all';
import { controls } from '../../../lib/assurance/controls/catalogue';
import { FRAMEWORKS } from '../../../lib/assurance/controls/frameworks';
import { catalogueProblems, type Known } from '../../../lib/assurance/controls/problems';
import { proofs } from '../../../lib/assurance/proofs/all';
import { nist80053r5 } from '../../support/nist-800-53-r5';

/** The proof whose verdict the nag packs and the exceptions give. */
const NAG = 'nag';

const known: Known = {
  checks: new Set(checks.map(({ id }) => id)),
  proofs: new Set([...proofs.map(({ id }) => id), NAG]),
  mappings: { owasp2021: categories('owasp2021'), owasp2025: categories('owasp2025'), nist80053r5 },
};

function categories(framework: 'owasp2021' | 'owasp2025'): ReadonlySet<string> {
  return new Set(Object.keys(FRAMEWORKS.find(({ id }) => id === framework)?.titles ?? {}));
}

function without<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  return new Set([...set].filter((each) => each !== member));
}

describe('the catalogue, the checks and the proofs', () => {
  it('hold together: nothing is named that does not exist, and every check and proof belongs to a control', () => {
    expect(catalogueProblems(controls, known)).toEqual([]);
  });

  it('give every check and proof an ID of its own', () => {
    expect(known.checks.size).toBe(checks.length);
    expect(known.proofs.size).toBe(proofs.length + 1);
  });

  it('refuse a catalogue that lost the control of a check', () => {
    const fewer = controls.filter(({ id }) => id !== 'NET-9');
    expect(catalogueProblems(fewer, known)).toEqual([{ control: undefined, reason: 'the check flow-logs-of-all-traffic belongs to no control' }]);
  });

  it('refuse a check that was removed while its control still names it', () => {
    const fewer = { ...known, checks: without(known.checks, 'flow-logs-of-all-traffic') };
    expect(catalogueProblems(controls, fewer)).toEqual([
      { control: 'NET-9', reason: "NET-9/flow-logs names the check flow-logs-of-all-traffic, which doesn't exist" },
    ]);
  });

  it('refuse a proof that was removed while its control still names it', () => {
    const fewer = { ...known, proofs: without(known.proofs, NAG) };
    expect(catalogueProblems(controls, fewer)).toEqual([{ control: 'CMP-2', reason: "CMP-2/packs names the proof nag, which doesn't exist" }]);
  });
});
