import { controls } from '../../../lib/assurance/controls/catalogue';
import type { Control, Part } from '../../../lib/assurance/controls/control';
import { catalogueProblems, type Known } from '../../../lib/assurance/controls/problems';

const part: Part = { id: 'vpc', side: 'templates', claim: 'The VPC is there.', checks: ['vpc-is-there'] };
const control: Control = {
  id: 'NET-1',
  title: 'A VPC',
  claim: 'There is a VPC.',
  sources: ['T§5.1'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'] },
  parts: [part],
};
const known: Known = {
  checks: new Set(['vpc-is-there']),
  proofs: new Set(),
  mappings: { owasp2021: new Set(['A05']), owasp2025: new Set(['A02']), nist80053r5: new Set(['SC-7']) },
};

function reasons(broken: readonly Control[], against = known): readonly string[] {
  return catalogueProblems(broken, against).map(({ reason }) => reason);
}

function withPart(changes: Partial<Part>): readonly Control[] {
  return [{ ...control, parts: [{ ...part, ...changes }] }];
}

describe('catalogueProblems', () => {
  it('finds nothing in a catalogue that holds together', () => {
    expect(catalogueProblems([control], known)).toEqual([]);
  });

  it('accepts a part that says what is missing instead of a check', () => {
    const unbuilt: Part = { id: 'tiers', side: 'templates', claim: 'There are tiers.', missing: 'not built yet: tiers' };
    expect(reasons([{ ...control, parts: [part, unbuilt] }])).toEqual([]);
  });

  it('refuses a control that is there twice', () => {
    expect(reasons([control, control])).toEqual(['NET-1 is in the catalogue more than once']);
  });

  it('refuses two parts of one name', () => {
    expect(reasons([{ ...control, parts: [part, part] }])).toEqual(['NET-1 has more than one part called vpc']);
  });

  it('refuses a control without title, claim, source or part, and names each lack', () => {
    expect(reasons([{ ...control, title: ' ', claim: '', sources: [], parts: [] }])).toEqual([
      'NET-1 has no title',
      'NET-1 has no claim',
      'NET-1 has no source',
      'NET-1 has no part that could be judged',
      'the check vpc-is-there belongs to no control',
    ]);
  });

  it.each(['Vpc', 'the vpc', 'vpc_', '-vpc', 'vpc-', '1-vpc', ''])('refuses a part called "%s"', (id) => {
    expect(reasons(withPart({ id }))).toEqual([`NET-1/${id} isn't named in kebab-case`]);
  });

  it('refuses a part that claims nothing', () => {
    expect(reasons(withPart({ claim: ' ' }))).toEqual(['NET-1/vpc claims nothing']);
  });

  it.each([{ checks: [] }, { checks: [], proofs: [], tests: [] }])('refuses a part that nothing carries: %j', (nothing) => {
    expect(reasons(withPart(nothing))).toContain('NET-1/vpc has no check, proof or test and says of nothing that it is missing');
  });

  it('refuses a part that leaves what is missing empty', () => {
    expect(reasons(withPart({ missing: '' }))).toEqual(["NET-1/vpc doesn't say what is missing"]);
  });

  it('refuses a check that nobody wrote', () => {
    expect(reasons(withPart({ checks: ['vpc-is-there', 'vpc-is-fine'] }))).toEqual(["NET-1/vpc names the check vpc-is-fine, which doesn't exist"]);
  });

  it('refuses a proof that nobody wrote, also where a check has its name', () => {
    expect(reasons(withPart({ proofs: ['vpc-is-there'] }))).toEqual(["NET-1/vpc names the proof vpc-is-there, which doesn't exist"]);
  });

  it('refuses a check and a proof that belong to no control', () => {
    const more = { ...known, checks: new Set(['vpc-is-there', 'lonely']), proofs: new Set(['alone']) };
    expect(catalogueProblems([control], more)).toEqual([
      { control: undefined, reason: 'the check lonely belongs to no control' },
      { control: undefined, reason: 'the proof alone belongs to no control' },
    ]);
  });

  it.each([
    [{ owasp2021: ['A11'] }, "NET-1 maps to A11, which owasp2021 doesn't have"],
    [{ owasp2025: ['A05'] }, "NET-1 maps to A05, which owasp2025 doesn't have"],
    [{ nist80053r5: ['SC-7(1)'] }, "NET-1 maps to SC-7(1), which nist80053r5 doesn't have"],
    [{ nist80053r5: ['SC-7', 'SC-7'] }, 'NET-1 maps to SC-7 of nist80053r5 more than once'],
  ])('refuses the mapping %j', (mappings, reason) => {
    expect(reasons([{ ...control, mappings }])).toEqual([reason]);
  });

  it('sees a check taken from the real catalogue as unknown', () => {
    const checks = new Set(controls.flatMap(({ parts }) => parts.flatMap((each) => each.checks ?? [])));
    checks.delete('no-open-security-group-rule');
    expect(reasons(controls, { ...known, checks })).toContain("NET-5/no-open-rule names the check no-open-security-group-rule, which doesn't exist");
  });
});
