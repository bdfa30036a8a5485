import type { Part } from '../../../lib/assurance/controls/control';
import { judgePart } from '../../../lib/assurance/evidence/part-verdict';
import type { Result } from '../../../lib/assurance/evidence/result';
import type { CheckResult } from '../../../lib/assurance/evidence/schema';
import type { Verdict } from '../../../lib/assurance/evidence/verdict';
import { configurationWith, type ConfigurationOverrides } from '../../support/configuration';

const part: Part = { id: 'groups', side: 'templates', claim: 'Groups are closed.', checks: ['groups-are-closed'] };

const CITATION = { states: 'Others wipe media.', source: 'https://example.com/media' } as const;

function checkThat(verdict: Verdict, exception?: string): CheckResult {
  const finding = {
    control: 'NET-5',
    environment: 'prod',
    stack: 'network',
    logicalId: 'Group',
    path: 'network/Group',
    source: null,
    reason: 'open',
    ...(exception === undefined ? {} : { exception }),
  };
  return {
    id: 'groups-are-closed',
    kind: 'check',
    claim: 'Groups are closed.',
    verdict,
    resources: 1,
    judged: ['network/Group'],
    findings: verdict === 'fail' || verdict === 'accepted' ? [finding] : [],
  };
}

function resultOf(overrides: Partial<Result> = {}): Result {
  return {
    control: 'NET-5',
    part: 'groups',
    class: 'emulated',
    sentence: 'closes groups',
    outcome: 'passed',
    node: 'v20.20.0',
    digest: 'a'.repeat(64),
    ...overrides,
  };
}

function judge(
  judged: Partial<Part>,
  { checks = [], results = [], ...overrides }: { checks?: CheckResult[]; results?: Result[] } & ConfigurationOverrides = {},
) {
  return judgePart({ ...part, ...judged }, { configuration: configurationWith(overrides), checks, results });
}

describe('judgePart', () => {
  it('passes by a check that judged something', () => {
    expect(judge({}, { checks: [checkThat('pass')] })).toMatchObject({ verdict: 'pass', classes: ['design'] });
  });

  it('fails by a finding and names the check', () => {
    expect(judge({}, { checks: [checkThat('fail')] })).toMatchObject({ verdict: 'fail', reason: 'broken: groups-are-closed' });
  });

  it('is accepted, not passed, when every finding is excepted', () => {
    expect(judge({}, { checks: [checkThat('accepted', 'EX-001')] })).toMatchObject({ verdict: 'accepted', reason: 'accepted by exceptions: EX-001' });
  });

  it('fails when no check found anything to judge', () => {
    expect(judge({}, { checks: [checkThat('not-applicable')] })).toMatchObject({
      verdict: 'fail',
      classes: [],
      reason: expect.stringContaining('nothing to judge') as unknown,
    });
  });

  it('passes when one of two checks had something to judge and was content', () => {
    expect(judge({}, { checks: [checkThat('not-applicable'), checkThat('pass')] }).verdict).toBe('pass');
  });

  it('is not implemented while nothing carries it', () => {
    expect(judge({ checks: [] }).verdict).toBe('not-implemented');
  });

  it('stays not implemented while something is missing, even where its checks pass', () => {
    expect(judge({ missing: 'the balancer' }, { checks: [checkThat('pass')] })).toMatchObject({ verdict: 'not-implemented', reason: 'the balancer' });
  });

  it('stays not implemented while something is missing and there is nothing to judge yet', () => {
    expect(judge({ missing: 'the balancer' }, { checks: [checkThat('not-applicable')] }).verdict).toBe('not-implemented');
  });

  it('fails by a finding although something is still missing', () => {
    expect(judge({ missing: 'the balancer' }, { checks: [checkThat('fail')] }).verdict).toBe('fail');
  });

  describe('switched off by configuration', () => {
    const offWhen = { field: 'network.bastion', oneOf: [false], reason: 'Session Manager is the way in.' } as const;

    it('is not applicable, with the reason', () => {
      expect(judge({ offWhen })).toMatchObject({ verdict: 'not-applicable', reason: 'Session Manager is the way in.', classes: [] });
    });

    it('is judged when the configuration switches it on', () => {
      expect(judge({ offWhen }, { checks: [checkThat('fail')], network: { bastion: true } }).verdict).toBe('fail');
    });

    it('is judged in the environment full, whatever its configuration says', () => {
      expect(judge({ offWhen }, { checks: [checkThat('not-applicable')], name: 'full' }).verdict).toBe('fail');
    });

    it('takes a field that is not set for null', () => {
      expect(judge({ offWhen: { field: 'logArchiveAccount', oneOf: [null], reason: 'none' } }).verdict).toBe('not-applicable');
    });

    it('does not take a field that does not exist for false', () => {
      expect(judge({ offWhen: { field: 'network.unknown', oneOf: [false], reason: 'none' } }, { checks: [checkThat('pass')] }).verdict).toBe('pass');
    });
  });

  describe('with tests', () => {
    const tested: Partial<Part> = { side: 'runtime', checks: [], tests: ['emulated', 'in-process'] };
    const inProcess = resultOf({ class: 'in-process' });

    it('passes when each class brought a passing test', () => {
      expect(judge(tested, { results: [resultOf(), inProcess] })).toMatchObject({ verdict: 'pass', classes: ['emulated', 'in-process'] });
    });

    it('has not run when one class is missing', () => {
      expect(judge(tested, { results: [resultOf()] })).toMatchObject({ verdict: 'not-run', reason: expect.stringContaining('in-process') as unknown });
    });

    it('fails by one failed test beside a passed one of the same class', () => {
      expect(judge(tested, { results: [resultOf(), inProcess, resultOf({ outcome: 'failed', sentence: 'closes late groups' })] })).toMatchObject({
        verdict: 'fail',
        reason: 'test failed: closes late groups',
      });
    });

    it('refuses recorded evidence alone at run time', () => {
      expect(judge({ ...tested, tests: ['recorded'] }, { results: [resultOf({ class: 'recorded' })] }).verdict).toBe('not-run');
    });

    it('is carried by no citation, which is shown with the verdict', () => {
      expect(judge({ ...tested, citations: [CITATION] })).toMatchObject({ verdict: 'not-run', citations: [CITATION] });
      expect(judge({ checks: [], citations: [CITATION] })).toMatchObject({ verdict: 'not-implemented', citations: [CITATION] });
    });

    it('needs the tests although the checks pass', () => {
      expect(judge({ tests: ['design'] }, { checks: [checkThat('pass')] }).verdict).toBe('not-run');
    });
  });
});
