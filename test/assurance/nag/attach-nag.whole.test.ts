import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack, Stage, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { acknowledgements } from '../../../lib/assurance/exceptions/acknowledgements';
import type { Exception } from '../../../lib/assurance/exceptions/exception';
import { attachNag } from '../../../lib/assurance/nag/attach-nag';
import { judgeTree } from '../../../lib/assurance/nag/judge-tree';
import { rawRows } from '../../../lib/assurance/nag/raw-rows';
import { miniGraph } from '../../support/mini-graph';
import { entryWith, standardWith } from '../exceptions/entry-with';
import { rawFunction, role } from './resources';

const unrotated = entryWith({ rule: 'KMSBackingKeyRotationEnabled', constructs: ['keys/Key'], environments: ['prod'] });

const PACKS_WITH_ROTATION = ['AwsSolutions-KMS5', 'NIST.800.53.R5-KMSBackingKeyRotationEnabled', 'PCI.DSS.321-KMSBackingKeyRotationEnabled'];

interface Report {
  pluginReports: { suppressedViolations?: { ruleName: string; reason: string; acknowledgedAt: string }[] }[];
}

describe('attachNag', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'ringwall-test-'));
  });
  afterEach(() => {
    rmSync(outdir, { recursive: true });
  });

  it('passes an app without findings', () => {
    const app = appWith((stack) => new Key(stack, 'Key', { enableKeyRotation: true }));
    expect(() => {
      synthesize(app, []);
    }).not.toThrow();
  });

  it('refuses to synthesize a finding that the register does not list, by every pack that finds it', () => {
    const app = appWith(addUnrotatedKey);
    expect(() => {
      synthesize(app, []);
    }).toThrow(/AwsSolutions-KMS5[^]*NIST\.800\.53\.R5-KMSBackingKeyRotationEnabled[^]*PCI\.DSS\.321-KMSBackingKeyRotationEnabled/);
  });

  it('synthesizes a finding that the register lists, and keeps it in the validation report with the reason', () => {
    synthesize(appWith(addUnrotatedKey), [unrotated]);
    expect(suppressed()).toEqual(
      PACKS_WITH_ROTATION.map((ruleName) => ({ ruleName, reason: `EX-001, until ${unrotated.expires}: ${unrotated.reason}`, at: 'prod/keys/Key/Resource' })),
    );
  });

  it('acknowledges to cdk-nag itself too', () => {
    const app = appWith(addUnrotatedKey);
    expect(new AwsSolutionsChecks().validateScope(app).success).toBe(false);
    attachNag(app, acknowledgements([unrotated], standardWith()));
    expect(new AwsSolutionsChecks().validateScope(app).success).toBe(true);
    expect(new NIST80053R5Checks().validateScope(app).success).toBe(true);
  });

  it('acknowledges the listed findings of a rule that reports several, and refuses the others', () => {
    const entry = { ...unrotated, rule: 'IAMNoWildcardPermissions', constructs: ['keys/Policy'], findings: ['Action::s3:Get*', 'Resource::*'] };
    expect(() => {
      synthesize(appWith(addWidePolicy), [entry]);
    }).not.toThrow();
    expect(() => {
      synthesize(appWith(addWidePolicy), [{ ...entry, findings: ['Action::s3:Get*'] }]);
    }).toThrow(/AwsSolutions-IAM5\[Resource::\*\]/);
    expect(() => {
      synthesize(appWith(addWidePolicy), [{ ...entry, findings: [] }]);
    }).toThrow(/AwsSolutions-IAM5/);
  });

  it('refuses a finding whose entry has expired', () => {
    const standard = standardWith({ asOf: unrotated.expires });
    const app = appWith(addUnrotatedKey);
    attachNag(app, acknowledgements([unrotated], standard));
    expect(() => app.synth()).toThrow(/AwsSolutions-KMS5/);
  });

  it('refuses a finding on another construct than the one listed, also below it', () => {
    const app = appWith((stack) => {
      addUnrotatedKey(new Key(stack, 'Key', { enableKeyRotation: true }));
    });
    expect(() => {
      synthesize(app, [unrotated]);
    }).toThrow(/AwsSolutions-KMS5/);
  });

  it('refuses an acknowledgement in the code, in either form, beside what the register lists', () => {
    for (const id of ['AwsSolutions-KMS5', 'AwsSolutions::AwsSolutions-KMS5']) {
      const app = appWith((stack) => {
        addUnrotatedKey(stack);
        Validations.of(stack).acknowledge({ id, reason: 'It is only a test key.' });
      });
      expect(() => {
        synthesize(app, [unrotated]);
      }).toThrow(/AwsSolutions-AcknowledgedOutsideRegister/);
    }
  });

  it('leaves acknowledged warnings of the CDK alone', () => {
    const app = appWith((stack) => {
      Validations.of(stack).acknowledge({ id: '@aws-cdk/aws-ec2:ipv4IgnoreEgressRule', reason: 'Egress is a table.' });
    });
    expect(() => {
      synthesize(app, []);
    }).not.toThrow();
  });

  it('passes over environments and constructs that the app does not hold, which the audit judges', () => {
    const app = appWith(addUnrotatedKey);
    expect(() => {
      synthesize(app, [{ ...unrotated, environments: ['prod', 'staging'], constructs: ['keys/Gone', 'keys/Key', 'keys'] }]);
    }).not.toThrow();
  });

  it('misses a raw function of the CDK, which the packs over the templates find', () => {
    const app = appWith(
      (stack) =>
        new CfnResource(stack, 'Function', { type: rawFunction.Type, properties: { ...rawFunction.Properties, Role: 'arn:aws:iam::111122223333:role/any' } }),
    );
    expect(judgeTree(app)).toEqual([]);
    const { rows } = rawRows(miniGraph({ Function: rawFunction, Role: role }));
    expect(rows.filter(({ logicalId, verdict }) => logicalId === 'Function' && verdict === 'fail').map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['AwsSolutions-L1', 'NIST.800.53.R5-LambdaDLQ', 'HIPAA.Security-LambdaInsideVPC', 'Serverless-LambdaTracing']),
    );
  });

  it('needs no acknowledgement for what only the packs over the templates find', () => {
    const app = appWith(
      (stack) =>
        new CfnResource(stack, 'Function', { type: rawFunction.Type, properties: { ...rawFunction.Properties, Role: 'arn:aws:iam::111122223333:role/any' } }),
    );
    attachNag(app, acknowledgements([{ ...unrotated, rule: 'LambdaLatestVersion', constructs: ['keys/Function'] }], standardWith()));
    const recorded = app.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    expect(recorded).toEqual([]);
  });

  function appWith(fill: (stack: Stack) => unknown): App {
    const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
    const stage = new Stage(app, 'prod', { env: { account: '111122223333', region: 'eu-central-1' } });
    fill(new Stack(stage, 'keys'));
    return app;
  }

  function synthesize(app: App, register: readonly Exception[]): void {
    attachNag(app, acknowledgements(register, standardWith()));
    app.synth();
  }

  function suppressed(): { ruleName: string; reason: string; at: string }[] {
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
    return report.pluginReports
      .flatMap(({ suppressedViolations = [] }) => suppressedViolations)
      .map(({ ruleName, reason, acknowledgedAt }) => ({ ruleName, reason, at: acknowledgedAt }));
  }
});

function addUnrotatedKey(scope: Stack | Key): void {
  new Key(scope, scope instanceof Key ? 'Below' : 'Key', { enableKeyRotation: false });
}

function addWidePolicy(stack: Stack): void {
  new ManagedPolicy(stack, 'Policy', { statements: [new PolicyStatement({ actions: ['s3:Get*'], resources: ['*'] })] });
}
