import type { Check } from '../../../lib/assurance/checks/check';
import type { Control, Part } from '../../../lib/assurance/controls/control';
import { composeEvidence, type Facts } from '../../../lib/assurance/evidence/compose';
import type { Result } from '../../../lib/assurance/evidence/result';
import { runChecks } from '../../../lib/assurance/evidence/run-checks';
import { evidenceSchema } from '../../../lib/assurance/evidence/schema';
import type { Exception } from '../../../lib/assurance/exceptions/exception';
import type { NagRow } from '../../../lib/assurance/nag/raw-rows';
import { miniGraph } from '../../support/mini-graph';
import { NO_AUTHORIZATION } from '../../support/sample-evidence';

const asOf = '2026-11-22';
const digest = 'a'.repeat(64);
const graph = miniGraph({
  Vpc: { Type: 'AWS::EC2::VPC' },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1a', CidrBlock: '10.0.0.0/24', Tags: [{ Key: 'Tier', Value: 'data' }] } },
});
const vpc = graph.ofType('AWS::EC2::VPC')[0]!;
const vpcIsTagged: Check = {
  id: 'vpc-is-tagged',
  claim: 'The VPC is tagged.',
  judge: () => ({ judged: [vpc], findings: [{ resource: vpc, reason: 'no tag', path: ['look'] }], warnings: ['soon'] }),
};
const vpcExists: Check = {
  id: 'vpc-exists',
  claim: 'A VPC exists.',
  judge: () => ({ judged: [vpc], findings: [], tables: [{ title: 'VPCs', columns: ['name'], rows: [['Vpc']] }] }),
};
const nagRow: NagRow = {
  environment: 'prod',
  stack: 'network',
  logicalId: 'Vpc',
  path: vpc.path,
  source: undefined,
  pack: 'AwsSolutions',
  rule: 'VPCFlowLogs',
  ruleId: 'AwsSolutions-VPC7',
  verdict: 'fail',
  info: 'No flow log.',
};
const unspecific: Exception = {
  id: 'EX-001',
  rule: 'vpc-is-tagged',
  reason: 'The tag comes with the next release.',
  compensatingControl: { controls: ['NET-1'], sentence: 'The VPC is found by its name.' },
  constructs: [vpc.path],
  environments: ['prod'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-01',
  expires: '2027-03-01',
};
const exception: Exception = { ...unspecific, findings: ['no tag'] };

function controlOf(...parts: Partial<Part>[]): Control {
  return {
    id: 'NET-1',
    title: 'A title',
    claim: 'A claim.',
    sources: ['T§5.1'],
    owner: 'platform-lead',
    mappings: { owasp2021: ['A05'] },
    parts: parts.map((part, index) => ({ id: `part-${index}`, side: 'templates', claim: 'A part.', ...part })),
  };
}

function compose(control: Control, facts: Partial<Facts> = {}, nagRows: readonly NagRow[] = []) {
  const instruments = { checks: [vpcIsTagged], proofs: [vpcExists] };
  const runs = runChecks([control], instruments, graph, { asOf, environments: new Map([['prod', graph]]) });
  return evidenceSchema.parse(
    composeEvidence({
      commit: null,
      dirty: true,
      asOf,
      digest,
      controls: [control],
      judged: [{ graph, runs, nagRows, notApplicable: { AwsSolutions: 7, 'NIST.800.53.R5': 0, 'HIPAA.Security': 0, 'PCI.DSS.321': 0, Serverless: 0 } }],
      environments: ['dev', 'prod'],
      register: [],
      approvals: new Map(),
      results: { counted: [], refused: [], stale: 0 },
      locks: [],
      authorization: NO_AUTHORIZATION,
      ...facts,
    }),
  );
}

describe('composeEvidence', () => {
  it('passes a control whose proof holds, and keeps its table', () => {
    const evidence = compose(controlOf({ proofs: ['vpc-exists'] }));
    expect(evidence).toMatchObject({ verdict: 'pass', controls: [{ verdict: 'pass', environments: { prod: { templates: 'pass', runtime: 'none' } } }] });
    expect(evidence.proofs).toEqual([
      {
        id: 'vpc-exists',
        claim: 'A VPC exists.',
        environment: 'prod',
        verdict: 'pass',
        resources: 1,
        tables: [{ title: 'VPCs', columns: ['name'], rows: [['Vpc']] }],
      },
    ]);
  });

  it('fails a control by a finding that names control, environment, resource and steps', () => {
    const evidence = compose(controlOf({ checks: ['vpc-is-tagged'] }));
    expect(evidence).toMatchObject({ verdict: 'fail', environments: [{ verdict: 'fail' }] });
    expect(evidence.controls[0]?.environments.prod?.checks[0]?.findings).toEqual([
      {
        control: 'NET-1',
        environment: 'prod',
        stack: 'network',
        logicalId: 'Vpc',
        path: vpc.path,
        source: vpc.source ?? null,
        reason: 'no tag',
        steps: ['look'],
      },
    ]);
  });

  it('accepts the finding by a listed exception, which shows what it covers', () => {
    const evidence = compose(controlOf({ checks: ['vpc-is-tagged'] }), { register: [exception] });
    expect(evidence).toMatchObject({ verdict: 'accepted', exceptions: [{ id: 'EX-001', status: 'active', problems: [], approval: 'unverified' }] });
    expect(evidence.exceptions[0]?.covers).toEqual([
      { environment: 'prod', stack: 'network', logicalId: 'Vpc', path: vpc.path, rule: 'vpc-is-tagged', finding: 'no tag' },
    ]);
  });

  it.each([
    ['names no finding', unspecific],
    ['names another finding of the same check on the same construct', { ...unspecific, findings: ['no name'] }],
  ])('leaves the finding open when the exception %s', (_what, entry) => {
    const evidence = compose(controlOf({ checks: ['vpc-is-tagged'] }), { register: [entry] });
    expect(evidence).toMatchObject({ verdict: 'fail', controls: [{ verdict: 'fail' }], exceptions: [{ status: 'refused', covers: [] }] });
  });

  it('opens the finding again once the exception has expired', () => {
    const evidence = compose(controlOf({ checks: ['vpc-is-tagged'] }), { register: [exception], asOf: '2027-03-01' });
    expect(evidence).toMatchObject({
      verdict: 'fail',
      controls: [{ verdict: 'fail' }],
      exceptions: [{ status: 'expired', problems: [expect.stringContaining('expired') as unknown], covers: [] }],
    });
  });

  it('warns of an exception that expires within 14 days, and fails nothing', () => {
    const evidence = compose(controlOf({ checks: ['vpc-is-tagged'] }), { register: [exception], asOf: '2027-02-20' });
    expect(evidence).toMatchObject({ verdict: 'accepted', exceptions: [{ status: 'expiring', problems: [] }] });
    expect(evidence.warnings).toContainEqual(expect.objectContaining({ origin: 'EX-001' }));
  });

  it('fails by an exception that excepts nothing although every control passes', () => {
    const evidence = compose(controlOf({ proofs: ['vpc-exists'] }), { register: [exception] });
    expect(evidence).toMatchObject({ verdict: 'fail', controls: [{ verdict: 'pass' }], exceptions: [{ status: 'refused' }] });
  });

  it('shows an approval that a signed commit verifies', () => {
    const evidence = compose(controlOf({ checks: ['vpc-is-tagged'] }), {
      register: [exception],
      approvals: new Map([['EX-001', { status: 'verified', signer: 'security@example.com' }]]),
    });
    expect(evidence.exceptions[0]).toMatchObject({ approval: 'verified', approvalDetail: 'signed by security@example.com' });
  });

  it('carries the warnings of checks', () => {
    expect(compose(controlOf({ checks: ['vpc-is-tagged'] })).warnings).toEqual([{ environment: 'prod', origin: 'vpc-is-tagged', text: 'soon' }]);
  });

  describe('with the nag packs', () => {
    const packs = controlOf({ proofs: ['nag'] });

    it('passes on passing rows and keeps the inapplicable ones as counts', () => {
      const evidence = compose(packs, {}, [{ ...nagRow, verdict: 'pass' }]);
      expect(evidence.verdict).toBe('pass');
      expect(evidence.nag).toEqual({
        rows: [{ environment: 'prod', pack: 'AwsSolutions', rule: 'VPCFlowLogs', outcome: 'pass', resource: 'network/Vpc' }],
        notApplicable: { prod: expect.objectContaining({ AwsSolutions: 7 }) as unknown },
      });
    });

    it('fails when no rule judged anything', () => {
      expect(compose(packs).verdict).toBe('fail');
    });

    it('tells one finding for a rule that two packs hold', () => {
      const evidence = compose(packs, {}, [nagRow, { ...nagRow, pack: 'HIPAA.Security', ruleId: 'HIPAA.Security-VPCFlowLogs' }]);
      expect(evidence.controls[0]?.environments.prod?.checks[0]?.findings).toMatchObject([
        { rule: 'VPCFlowLogs', reason: 'AwsSolutions-VPC7, HIPAA.Security-VPCFlowLogs: No flow log.' },
      ]);
      expect(evidence.nag.rows).toHaveLength(2);
    });

    it('fails by a rule that could not judge', () => {
      expect(compose(packs, {}, [{ ...nagRow, verdict: 'error' }]).verdict).toBe('fail');
    });

    it('accepts in every pack what the register excepts', () => {
      const evidence = compose(packs, { register: [{ ...unspecific, rule: 'VPCFlowLogs' }] }, [nagRow, { ...nagRow, pack: 'HIPAA.Security' }]);
      expect(evidence).toMatchObject({
        verdict: 'accepted',
        nag: {
          rows: [
            { outcome: 'accepted', exception: 'EX-001' },
            { outcome: 'accepted', exception: 'EX-001' },
          ],
        },
      });
    });
  });

  describe('with test results', () => {
    const tested = controlOf({ side: 'runtime', tests: ['emulated'] });
    const result: Result = { control: 'NET-1', part: 'part-0', class: 'emulated', sentence: 'works', outcome: 'passed', node: 'v20.20.0', digest };
    const withResult = (one: Result) => compose(tested, { results: { counted: [one], refused: [], stale: 0 } });

    it('passes the run-time side by a result that holds everywhere', () => {
      expect(withResult(result).controls[0]).toMatchObject({
        verdict: 'pass',
        environments: { prod: { templates: 'none', runtime: 'pass' } },
        evidence: [{ class: 'emulated', test: 'works', outcome: 'passed', environment: null }],
      });
    });

    it('does not count a result of another environment', () => {
      expect(withResult({ ...result, environment: 'dev' }).verdict).toBe('not-run');
    });

    it('does not count a result of another control', () => {
      expect(withResult({ ...result, control: 'NET-2' }).verdict).toBe('not-run');
    });

    it('reports refused and stale results', () => {
      const refused = [{ file: 'a.jsonl', line: 1, reason: 'broken' }];
      expect(compose(tested, { results: { counted: [], refused, stale: 2 } })).toMatchObject({ verdict: 'not-run', refusedResults: refused, staleResults: 2 });
    });
  });

  it('draws the network from the templates and the configuration', () => {
    expect(compose(controlOf({ proofs: ['vpc-exists'] })).network[0]).toMatchObject({
      environment: 'prod',
      cidr: '10.0.0.0/16',
      subnets: [{ tier: 'data', zone: 'eu-central-1a', cidr: '10.0.0.0/24' }],
      natGateways: 0,
      networkFirewall: false,
    });
  });
});
