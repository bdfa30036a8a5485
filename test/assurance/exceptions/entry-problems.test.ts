import { entriesInForce, entryProblems } from '../../../lib/assurance/exceptions/entry-problems';
import type { Standard } from '../../../lib/assurance/exceptions/entry-test';
import { InvalidDay } from '../../../lib/assurance/exceptions/errors';
import type { Exception } from '../../../lib/assurance/exceptions/exception';
import { NEVER_EXCEPTED } from '../../../lib/assurance/exceptions/never-excepted';
import type { ProblemCode } from '../../../lib/assurance/exceptions/problem';
import { errorOf } from '../../support/error-of';
import { entryWith, standardWith } from './entry-with';

function problemsOf(overrides: Partial<Exception>, standard: Partial<Standard> = {}): [ProblemCode, string][] {
  return entryProblems(entryWith(overrides), standardWith(standard)).map(({ code, message }) => [code, message]);
}

/** Refused with this code, and no other. */
function expectRefused(code: ProblemCode, overrides: Partial<Exception>, message: RegExp, standard: Partial<Standard> = {}): void {
  const problems = problemsOf(overrides, standard);
  expect(problems.map(([found]) => found)).toEqual([code]);
  expect(problems[0]?.[1]).toMatch(message);
  expect(entriesInForce([entryWith(overrides)], standardWith(standard))).toEqual([]);
}

describe('entryProblems', () => {
  it('finds nothing wrong with a sound entry on any day of its term but the last 14', () => {
    for (const asOf of ['2026-06-01', '2026-09-01', '2026-11-13']) expect(problemsOf({}, { asOf })).toEqual([]);
  });

  it('warns from 14 days ahead until the day before it expires, and the entry still holds', () => {
    for (const [asOf, left] of [
      ['2026-11-14', '14 days'],
      ['2026-11-27', '1 day;'],
    ] as const) {
      const [problem] = entryProblems(entryWith(), standardWith({ asOf }));
      expect(problem).toMatchObject({ code: 'EXPIRES_SOON', severity: 'warning', exception: 'EX-001' });
      expect(problem?.message).toContain(`it expires on 2026-11-28, in ${left}`);
      expect(entriesInForce([entryWith()], standardWith({ asOf }))).toHaveLength(1);
    }
  });

  it('refuses an expired entry from the very day, naming entry and date', () => {
    expectRefused('EXPIRED', {}, /^EX-001 \(VPCNoNACLs\): it expired on 2026-11-28;/, { asOf: '2026-11-28' });
    expectRefused('EXPIRED', {}, /2026-11-28/, { asOf: '2027-01-01' });
  });

  it('refuses an ID that is no ID', () => {
    expectRefused('MALFORMED_ID', { id: 'EX-1' }, /EX- and three digits/);
  });

  it('refuses an entry without a rule, a reason or a compensating sentence', () => {
    expectRefused('TEXT_MISSING', { rule: '' }, /rule must not be empty/);
    expectRefused('TEXT_MISSING', { reason: ' ' }, /reason must not be empty/);
    expectRefused('TEXT_MISSING', { compensatingControl: { controls: ['NET-4'], sentence: '' } }, /compensatingControl\.sentence must not be empty/);
  });

  it('refuses compensating controls that are missing or not in the catalogue', () => {
    expectRefused('UNKNOWN_CONTROL', { compensatingControl: { controls: [], sentence: 'None.' } }, /at least one compensating control/);
    expectRefused('UNKNOWN_CONTROL', { compensatingControl: { controls: ['NET-99'], sentence: 'None.' } }, /no control NET-99/);
  });

  it('refuses constructs that are missing, patterns or listed twice', () => {
    expectRefused('CONSTRUCTS_NOT_EXACT', { constructs: [] }, /at least one construct/);
    for (const path of ['network/*', 'network/Vpc/{Public,Data}Acl', '']) expectRefused('CONSTRUCTS_NOT_EXACT', { constructs: [path] }, /without patterns/);
    expectRefused('CONSTRUCTS_NOT_EXACT', { constructs: ['a/b', 'a/b'] }, /'a\/b' is listed twice/);
  });

  it('refuses a list of findings that is empty or names one twice', () => {
    expectRefused('FINDINGS_NOT_EXACT', { findings: [] }, /list of findings is empty/);
    expectRefused('FINDINGS_NOT_EXACT', { findings: ['Resource::*', 'Resource::*'] }, /listed twice/);
  });

  it('refuses environments that are missing, unknown or listed twice', () => {
    expectRefused('UNKNOWN_ENVIRONMENT', { environments: [] }, /at least one environment/);
    expectRefused('UNKNOWN_ENVIRONMENT', { environments: ['dev', 'test'] }, /no environment test; it may name dev, staging, prod/);
    expectRefused('UNKNOWN_ENVIRONMENT', { environments: ['dev', 'dev'] }, /'dev' is listed twice/);
  });

  it('refuses an entry that its owner approved', () => {
    expectRefused('SELF_APPROVED', { approver: 'platform-lead' }, /the role platform-lead owns it and approved it/);
  });

  it('refuses days that the calendar does not have', () => {
    for (const approved of ['2026-02-30', '2026-6-1', '2026-06-01T00:00:00Z', 'today']) expectRefused('NOT_A_DAY', { approved }, /not a day of the calendar/);
    expectRefused('NOT_A_DAY', { expires: '2026-13-01' }, /'2026-13-01' is not a day/);
  });

  it('refuses an approval in the future', () => {
    expectRefused('APPROVED_IN_THE_FUTURE', {}, /approved on 2026-06-01, after the day of judgement 2026-05-31/, { asOf: '2026-05-31' });
  });

  it('refuses a term of more than 180 days, or of none', () => {
    expectRefused('TERM_NOT_ALLOWED', { expires: '2026-11-29' }, /holds 181 days.*1 to 180 days/);
    expect(problemsOf({ expires: '2026-06-01' }).map(([code]) => code)).toContain('TERM_NOT_ALLOWED');
  });

  it.each(['staging', 'prod', 'full'])('refuses in %s what may never be excepted there, and allows it in dev', (environment) => {
    const standard = { environments: ['dev', environment] };
    for (const [rule, claim] of NEVER_EXCEPTED) {
      expectRefused('NEVER_EXCEPTED', { rule, environments: [environment] }, new RegExp(`never be excepted in ${environment}, because ${claim}`), standard);
      expect(problemsOf({ rule, environments: ['dev'] })).toEqual([]);
    }
  });

  it('covers the three claims of CMP-2 and that every template is judged', () => {
    expect([...new Set(NEVER_EXCEPTED.values())]).toEqual([
      'the internet must not reach data',
      'logs must not be deletable',
      'a key must not be usable by all',
      'every template must be judged',
    ]);
  });

  it('names everything that is wrong at once', () => {
    const codes = problemsOf({ reason: '', owner: 'cto', approver: 'cto', constructs: [] }).map(([code]) => code);
    expect(codes).toEqual(['TEXT_MISSING', 'CONSTRUCTS_NOT_EXACT', 'SELF_APPROVED']);
  });

  it('refuses a day of judgement that is none', () => {
    for (const asOf of ['tomorrow', '2026-11-31', '']) {
      expect(() => entryProblems(entryWith(), standardWith({ asOf }))).toThrow(InvalidDay);
      expect(errorOf(() => entryProblems(entryWith(), standardWith({ asOf })))).toMatchObject({ code: 'INVALID_DAY' });
    }
  });
});
