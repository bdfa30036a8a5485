import { NagRuleCompliance } from 'cdk-nag';
import { NEVER_EXCEPTED } from '../../../lib/assurance/exceptions/never-excepted';
import { includeStacks } from '../../../lib/assurance/nag/include-stacks';
import { PACKS, type AppliedRule } from '../../../lib/assurance/nag/packs';
import { rawRows, TEMPLATE_READABLE, type NagRow } from '../../../lib/assurance/nag/raw-rows';
import { graphOf, miniGraph } from '../../support/mini-graph';
import { openBucket, rawFunction, role, unjudgeableGroup, vpc, widePolicy } from './resources';

const resources = {
  Bucket: openBucket,
  Function: rawFunction,
  Group: unjudgeableGroup,
  Policy: widePolicy,
  Role: role,
  Vpc: vpc,
};
const graph = miniGraph(resources);
const { rows, notApplicable } = rawRows(graph);

const named = (wanted: Partial<NagRow>): NagRow[] => rows.filter((row) => Object.entries(wanted).every(([key, value]) => row[key as keyof NagRow] === value));

describe('the packs', () => {
  it('are the five of CMP-2, PCI DSS labelled by the edition that it checks', () => {
    expect(PACKS.map(({ name, title }) => [name, title])).toEqual([
      ['AwsSolutions', 'AWS Solutions'],
      ['NIST.800.53.R5', 'NIST SP 800-53 revision 5'],
      ['HIPAA.Security', 'HIPAA Security Rule'],
      ['PCI.DSS.321', 'PCI DSS 3.2.1'],
      ['Serverless', 'Serverless'],
    ]);
  });

  it('are called in the table what they call themselves', () => {
    for (const { name, open } of PACKS) expect(open(() => undefined).readPackName).toBe(name);
  });

  it('cannot be taken out of the table', () => {
    expect(() => (PACKS as unknown[]).pop()).toThrow(TypeError);
    for (const pack of PACKS) expect(Object.isFrozen(pack)).toBe(true);
  });
});

describe('the rules that may never be excepted', () => {
  it('stand in a pack, or tell of a template that could not be judged', () => {
    const rules = new Set(PACKS.flatMap(({ name }) => rulesOf(name)));
    const ofNag = [...NEVER_EXCEPTED.keys()].filter((rule) => /^[A-Z]/.test(rule));
    expect(ofNag.filter((rule) => !rules.has(rule))).toEqual([TEMPLATE_READABLE]);
  });
});

describe('rawRows', () => {
  it('finds an unencrypted bucket in every pack that has the rule', () => {
    expect(named({ logicalId: 'Bucket', rule: 'S3DefaultEncryptionKMS', verdict: 'fail' }).map(({ ruleId }) => ruleId)).toEqual([
      'NIST.800.53.R5-S3DefaultEncryptionKMS',
      'HIPAA.Security-S3DefaultEncryptionKMS',
      'PCI.DSS.321-S3DefaultEncryptionKMS',
    ]);
    expect(named({ logicalId: 'Bucket', ruleId: 'AwsSolutions-S1', rule: 'S3BucketLoggingEnabled' })).toMatchObject([{ verdict: 'fail' }]);
  });

  it('sees an outdated runtime of a raw function, which rules in the app take for no function', () => {
    expect(named({ logicalId: 'Function', ruleId: 'AwsSolutions-L1' })).toMatchObject([{ verdict: 'fail', rule: 'LambdaLatestVersion' }]);
  });

  it('reports a rule that throws as an error, with what it threw', () => {
    const errors = named({ logicalId: 'Group', verdict: 'error' });
    expect(errors.map(({ ruleId }) => ruleId)).toContain('AwsSolutions-EC23');
    expect(errors[0]?.info).toMatch(/^The rule could not judge: .*Fn::GetAtt/);
  });

  it('gives each finding of a rule that reports several its own row', () => {
    expect(named({ logicalId: 'Policy', ruleId: 'AwsSolutions-IAM5' }).map(({ findingId }) => findingId)).toEqual(['Action::s3:*', 'Resource::*']);
  });

  it('has a row for what passes', () => {
    expect(named({ logicalId: 'Role', rule: 'IAMNoManagedPolicies' })).toMatchObject([{ pack: 'AwsSolutions', verdict: 'pass' }]);
  });

  it('keeps what does not apply as counts, and loses nothing', () => {
    for (const { name } of PACKS) {
      const judged = new Set(rows.filter(({ pack }) => pack === name).map(({ logicalId, ruleId }) => `${logicalId} ${ruleId}`)).size;
      expect(judged + notApplicable[name]).toBe(rulesOf(name).length * Object.keys(resources).length);
      expect(notApplicable[name]).toBeGreaterThan(0);
    }
  });

  it('says the same as evaluating each rule of each pack anew', () => {
    expect(rows.map(verdictOf)).toEqual(expect.arrayContaining(evaluateAnew()));
    expect(rows).toHaveLength(evaluateAnew().length);
  });

  it('sorts by stack, logical ID and pack, whatever the order in the template', () => {
    const reversed = Object.fromEntries(Object.entries(resources).reverse());
    expect(rawRows(miniGraph(reversed))).toEqual({ rows, notApplicable });
    expect(rows.map(({ logicalId }) => logicalId)).toEqual(rows.map(({ logicalId }) => logicalId).sort());
  });

  it('judges stacks that import from each other, ask for parameters and carry the bootstrap rule', () => {
    const template = {
      Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' } },
      Rules: { CheckBootstrapVersion: { Assertions: [{ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], { Ref: 'BootstrapVersion' }] }] } }] } },
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { 'Fn::ImportValue': 'foundation-key' } } } },
    };
    const found = rawRows(
      graphOf([
        { name: 'alarms', template },
        { name: 'network', template: { Resources: { Bucket: openBucket } } },
      ]),
    );
    expect(found.rows.filter(({ verdict }) => verdict === 'error')).toEqual([]);
    expect(found.rows.find(({ stack, rule }) => stack === 'alarms' && rule === 'SNSEncryptedKMS')).toMatchObject({ verdict: 'pass' });
    expect(found.rows.find(({ stack, rule }) => stack === 'network' && rule === 'S3DefaultEncryptionKMS')).toMatchObject({ verdict: 'fail' });
  });

  it('refuses in every pack a template that cannot be read back, and still judges the others', () => {
    const broken = { Type: 'AWS::S3::Bucket', DependsOn: 'Nothing' };
    const found = rawRows({ ...graph, stacks: [...graph.stacks, { ...stackOf(graph), name: 'broken', template: { Resources: { Broken: broken } } }] });
    expect(found.rows.filter(({ stack }) => stack === 'broken').map(({ pack, rule, verdict }) => [pack, rule, verdict])).toEqual(
      PACKS.map(({ name }) => [name, TEMPLATE_READABLE, 'error']),
    );
    expect(found.rows.filter(({ stack }) => stack === 'network')).toEqual(rows);
  });

  it('names the environment, the construct path and no source line for what the CDK made', () => {
    expect(new Set(rows.map(({ environment }) => environment))).toEqual(new Set(['prod']));
    expect(named({ logicalId: 'Bucket' })[0]?.path).toBe(graph.ofType('AWS::S3::Bucket')[0]?.path);
  });
});

type Straight = Pick<NagRow, 'logicalId' | 'ruleId' | 'verdict'> & { findingId: string | undefined };

function verdictOf({ logicalId, ruleId, verdict, findingId }: NagRow): Straight {
  return { logicalId, ruleId, verdict, findingId };
}

/** What cdk-nag does, pack by pack, with nothing remembered. */
function evaluateAnew(): Straight[] {
  const stack = includeStacks(graph.stacks).get('network');
  if (stack?.included !== true) throw new Error('The template of the test must be readable.');
  return Object.keys(resources).flatMap((logicalId) =>
    PACKS.flatMap(({ name, open }) => {
      const found: Straight[] = [];
      open((applied) => found.push(...straight(logicalId, name, applied))).validateScope(stack.resource(logicalId));
      return found;
    }),
  );
}

function straight(logicalId: string, pack: string, applied: AppliedRule): Straight[] {
  const about = { logicalId, ruleId: `${pack}-${applied.ruleSuffixOverride ?? applied.rule.name}`, findingId: undefined };
  try {
    const result = applied.rule(applied.node);
    if (Array.isArray(result)) return result.map((findingId) => ({ ...about, findingId, verdict: 'fail' }));
    if (result === NagRuleCompliance.NOT_APPLICABLE) return [];
    return [{ ...about, verdict: result === NagRuleCompliance.COMPLIANT ? 'pass' : 'fail' }];
  } catch {
    return [{ ...about, verdict: 'error' }];
  }
}

function rulesOf(pack: string): string[] {
  const rules: string[] = [];
  const stack = includeStacks(graph.stacks).get('network');
  if (stack?.included !== true) throw new Error('The template of the test must be readable.');
  PACKS.find(({ name }) => name === pack)
    ?.open(({ rule }) => rules.push(rule.name))
    .validateScope(stack.resource('Bucket'));
  return rules;
}

function stackOf({ stacks }: typeof graph): (typeof graph.stacks)[number] {
  const [stack] = stacks;
  if (stack === undefined) throw new Error('The graph of the test must have a stack.');
  return stack;
}
