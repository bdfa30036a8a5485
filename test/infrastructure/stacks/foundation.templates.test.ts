import { Match, Template } from 'aws-cdk-lib/assertions';
import type { EnvironmentGraph, Resource, Value } from '../../../lib/assurance/templates/graph';
import { statementsOf as statementsIn } from '../../../lib/assurance/templates/policy';
import { isUnresolved, targetOf } from '../../../lib/assurance/templates/values';
import { environmentGraph } from '../../support/templates';

const ENVIRONMENTS = ['dev', 'staging', 'prod', 'full', 'local'] as const;

interface RawResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}
interface RawStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

function templateOf(environment: string, stack: string): Template {
  const found = environmentGraph(environment).stacks.find(({ name }) => name === stack);
  if (found === undefined) throw new Error(`${environment} has no stack ${stack}`);
  return Template.fromJSON(found.template);
}

function all(environment: string, stack: string, type: string): readonly RawResource[] {
  return Object.values(templateOf(environment, stack).findResources(type)) as unknown as readonly RawResource[];
}

function statementsOf(policy: unknown): readonly RawStatement[] {
  return (policy as { readonly Statement: readonly RawStatement[] }).Statement;
}

function keyPolicy(environment: string, purpose: string): readonly RawStatement[] {
  const key = all(environment, 'foundation', 'AWS::KMS::Key').find(({ Properties }) => String(Properties.Description).startsWith(`The key for ${purpose} `));
  return statementsOf(key?.Properties.KeyPolicy);
}

const actionsOf = ({ Action }: RawStatement): readonly string[] => (typeof Action === 'string' ? [Action] : Action);

describe('the key of the log archive', () => {
  const role = (name: string) => `arn:aws:iam::444455556666:role/${name}`;
  const root = { AWS: 'arn:aws:iam::444455556666:root' };
  const deployment = role('cdk-hnb659fds-cfn-exec-role-444455556666-eu-central-1');
  const viaS3 = { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' };

  it('is used by those who write logs, read by break-glass, and ended by break-glass alone (KEY-1)', () => {
    expect(keyPolicy('staging', 'audit')).toEqual([
      {
        Sid: 'View',
        Effect: 'Allow',
        Principal: root,
        Action: [
          'kms:DescribeKey',
          'kms:GetKeyPolicy',
          'kms:GetKeyRotationStatus',
          'kms:ListGrants',
          'kms:ListKeyPolicies',
          'kms:ListKeyRotations',
          'kms:ListResourceTags',
        ],
        Condition: { ArnLike: { 'aws:PrincipalArn': role('*') } },
        Resource: '*',
      },
      {
        Sid: 'Administer',
        Effect: 'Allow',
        Principal: root,
        Action: [
          'kms:CancelKeyDeletion',
          'kms:CreateAlias',
          'kms:DeleteAlias',
          'kms:DisableKey',
          'kms:DisableKeyRotation',
          'kms:EnableKey',
          'kms:EnableKeyRotation',
          'kms:PutKeyPolicy',
          'kms:RevokeGrant',
          'kms:RotateKeyOnDemand',
          'kms:ScheduleKeyDeletion',
          'kms:TagResource',
          'kms:UntagResource',
          'kms:UpdateAlias',
          'kms:UpdateKeyDescription',
        ],
        Condition: { ArnEquals: { 'aws:PrincipalArn': [deployment, role('ringwall-staging-break-glass')] } },
        Resource: '*',
      },
      {
        Sid: 'Trails',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: ['kms:DescribeKey', 'kms:GenerateDataKey'],
        Condition: {
          StringEquals: { 'aws:SourceArn': ['arn:aws:cloudtrail:eu-central-1:444455556666:trail/ringwall-staging-trail'] },
          StringLikeIfExists: { 'kms:EncryptionContext:aws:cloudtrail:arn': ['arn:aws:cloudtrail:*:444455556666:trail/*'] },
        },
        Resource: '*',
      },
      {
        Sid: 'LogDelivery',
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '444455556666' },
          ArnLike: { 'aws:SourceArn': ['arn:aws:logs:eu-central-1:444455556666:*', 'arn:aws:logs:us-east-1:444455556666:*'] },
        },
        Resource: '*',
      },
      {
        Sid: 'ConfigDelivery',
        Effect: 'Allow',
        Principal: { Service: 'config.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } },
        Resource: '*',
      },
      {
        Sid: 'Replication',
        Effect: 'Allow',
        Principal: root,
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: viaS3, ArnEquals: { 'aws:PrincipalArn': role('ringwall-staging-log-replication') } },
        Resource: '*',
      },
      {
        Sid: 'Read',
        Effect: 'Allow',
        Principal: root,
        Action: 'kms:Decrypt',
        Condition: { StringEquals: viaS3, ArnEquals: { 'aws:PrincipalArn': role('ringwall-staging-break-glass') } },
        Resource: '*',
      },
      {
        Sid: 'OnlyBreakGlassDestroys',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': role('ringwall-staging-break-glass') } },
        Resource: '*',
      },
    ]);
  });

  it('outlives its stack everywhere, and in dev may still be ended by who deploys', () => {
    const keys = all('dev', 'foundation', 'AWS::KMS::Key').filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain');
    expect(keys.map(({ Properties }) => Properties.Description)).toEqual([
      'The key for logs of the environment dev.',
      'The key for audit of the environment dev.',
    ]);
    expect(keyPolicy('dev', 'audit').filter(({ Effect }) => Effect === 'Deny')).toEqual([]);
  });

  it('is never used by who administers it', () => {
    for (const purpose of ['audit', 'logs', 'messages', 'secrets']) {
      const administer = keyPolicy('prod', purpose).filter(({ Sid }) => Sid === 'Administer');
      expect(administer).toHaveLength(1);
      expect(administer.flatMap(actionsOf).filter((action) => /Decrypt|Encrypt|GenerateDataKey|CreateGrant/.test(action))).toEqual([]);
    }
  });
});

describe('the log archive', () => {
  it('locks the trail for two years in a bucket from which nobody deletes (AUD-3)', () => {
    const template = templateOf('prod', 'foundation');
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BucketName: 'ringwall-prod-audit-2y-777788889999-eu-central-1',
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 730 } } },
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
    });
    const [policy] = all('prod', 'foundation', 'AWS::S3::BucketPolicy').filter(({ Properties }) => JSON.stringify(Properties.Bucket).includes('AuditTwoYears'));
    expect(statementsOf(policy?.Properties.PolicyDocument).map(({ Sid, Effect, Action }) => [Sid, Effect, Action])).toEqual([
      [undefined, 'Deny', 's3:*'],
      [undefined, 'Deny', 's3:*'],
      ['NobodyDeletes', 'Deny', ['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectRetention']],
      [
        'OnlyDeploymentChanges',
        'Deny',
        [
          's3:DeleteBucket',
          's3:DeleteBucketPolicy',
          's3:PutBucketAcl',
          's3:PutBucketObjectLockConfiguration',
          's3:PutBucketOwnershipControls',
          's3:PutBucketPolicy',
          's3:PutBucketPublicAccessBlock',
          's3:PutBucketVersioning',
          's3:PutEncryptionConfiguration',
          's3:PutLifecycleConfiguration',
          's3:PutReplicationConfiguration',
        ],
      ],
      ['BreakGlassReads', 'Allow', ['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions']],
      ['ReplicationWrites', 'Allow', ['s3:GetBucketVersioning', 's3:ReplicateObject', 's3:ReplicateTags']],
      ['TrailWrites', 'Allow', 's3:PutObject'],
      ['TrailLooks', 'Allow', 's3:GetBucketAcl'],
    ]);
  });

  it('keeps the policies of its buckets too, but where it is thrown away', () => {
    const kept = (environment: string) => new Set(all(environment, 'foundation', 'AWS::S3::BucketPolicy').map(({ DeletionPolicy }) => DeletionPolicy));
    expect(kept('prod')).toEqual(new Set(['Retain']));
    expect(kept('dev')).toEqual(new Set([undefined]));
  });

  it('locks for a day in dev, in the mode that can be lifted', () => {
    for (const name of ['audit-1y', 'audit-2y']) {
      templateOf('dev', 'foundation').hasResourceProperties('AWS::S3::Bucket', {
        BucketName: `ringwall-dev-${name}-111122223333-eu-central-1`,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } },
      });
    }
  });

  it('stands in its own account where there is one, and is named from there', () => {
    templateOf('full', 'foundation').resourceCountIs('AWS::S3::Bucket', 0);
    templateOf('full', 'log-archive').resourceCountIs('AWS::S3::Bucket', 6);
    templateOf('full', 'foundation').hasResourceProperties('AWS::CloudTrail::Trail', {
      S3BucketName: 'ringwall-full-audit-2y-555555555555-eu-central-1',
      KMSKeyId: 'arn:aws:kms:eu-central-1:555555555555:alias/ringwall-full-audit',
    });
    templateOf('full', 'log-archive').hasResourceProperties('AWS::CloudTrail::Trail', { IsMultiRegionTrail: true });
  });
});

describe('the break-glass role', () => {
  it('is taken with a fresh second factor, for an hour, and by nobody of another account', () => {
    templateOf('prod', 'foundation').hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'ringwall-prod-break-glass',
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { AWS: 'arn:aws:iam::777788889999:root' },
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '900' } },
          },
        ],
        Version: '2012-10-17',
      },
    });
  });

  it('raises a critical alarm when it is taken', () => {
    const template = templateOf('prod', 'foundation');
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern:
        '{ ($.eventSource = "sts.amazonaws.com") && ($.eventName = "AssumeRole") && ($.requestParameters.roleArn = "arn:aws:iam::777788889999:role/ringwall-prod-break-glass") }',
      MetricTransformations: [Match.objectLike({ MetricName: 'break-glass' })],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'break-glass',
      Threshold: 0,
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^AlarmsCritical') }],
    });
  });
});

describe('the permissions boundary', () => {
  it.each(ENVIRONMENTS)('of each role of %s leaves room for everything that its policies grant', (environment) => {
    const graph = environmentGraph(environment);
    const roles = graph.ofType('AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(5);
    for (const role of roles) {
      const ceiling = allowedBy(targetOf(role.properties.PermissionsBoundary) as Resource);
      const granted = policiesOf(graph, role).flatMap(allowedBy);
      expect([role.path, granted.filter((action) => !ceiling.includes(action))]).toEqual([role.path, []]);
    }
  });

  it('never lets a policy go ungranted: every one that is no boundary belongs to a role', () => {
    const graph = environmentGraph('full');
    const attached = graph.ofType('AWS::IAM::Role').flatMap((role) => policiesOf(graph, role));
    const boundaries = graph.ofType('AWS::IAM::Role').map(({ properties }) => targetOf(properties.PermissionsBoundary));
    expect(graph.ofType('AWS::IAM::ManagedPolicy').filter((policy) => !attached.includes(policy) && !boundaries.includes(policy))).toEqual([]);
  });

  it('denies what would blind the audit, and leaving it', () => {
    const boundary = all('prod', 'foundation', 'AWS::IAM::ManagedPolicy').find(({ Properties }) => isBoundary(Properties));
    const denied = statementsOf(boundary?.Properties.PolicyDocument)
      .filter(({ Effect }) => Effect === 'Deny')
      .flatMap(actionsOf);
    expect(denied).toEqual(
      expect.arrayContaining([
        's3:DeleteObjectVersion',
        'cloudtrail:StopLogging',
        'config:StopConfigurationRecorder',
        'kms:ScheduleKeyDeletion',
        'iam:DeleteRolePermissionsBoundary',
      ]),
    );
    expect(JSON.stringify(boundary?.Properties.PolicyDocument).length).toBeLessThan(6144);
  });

  function isBoundary(properties: RawResource['Properties']): boolean {
    return String(properties.ManagedPolicyName).endsWith('-boundary');
  }
  function allowedBy({ properties }: Resource): readonly string[] {
    const statements = statementsIn(properties.PolicyDocument) ?? [];
    if (isUnresolved(statements)) throw new Error(statements.reason);
    return statements.filter(({ effect }) => effect === 'Allow').flatMap(({ actions }) => actions);
  }
  function policiesOf(graph: EnvironmentGraph, role: Resource): readonly Resource[] {
    const named = (role.properties.ManagedPolicyArns as readonly Value[] | undefined) ?? [];
    const naming = graph.ofType('AWS::IAM::ManagedPolicy').filter(({ properties }) => {
      const roles = (properties.Roles as readonly Value[] | undefined) ?? [];
      return roles.some((value) => targetOf(value) === role || value === role.properties.RoleName);
    });
    return [...named.map((value) => targetOf(value) as Resource), ...naming];
  }
});

describe('the account settings function', () => {
  it('runs the current runtime with its own role, encrypted environment and logs, traces and dead letters', () => {
    templateOf('prod', 'foundation').hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'ringwall-prod-account-settings',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Environment: { Variables: { ACCOUNT: '777788889999' } },
      KmsKeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SecretsKey'), 'Arn'] },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.anyValue() } },
      TracingConfig: { Mode: 'Active' },
      DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DeadLetters'), 'Arn'] } },
    });
    templateOf('prod', 'foundation').resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('empties the default group of our VPC, and may touch no other', () => {
    templateOf('prod', 'network').hasResourceProperties('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'ringwall-prod-default-security-group',
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
            Resource: {
              'Fn::Join': ['', ['arn:aws:ec2:eu-central-1:777788889999:security-group/', { 'Fn::GetAtt': [Match.anyValue(), 'DefaultSecurityGroup'] }]],
            },
          },
        ],
        Version: '2012-10-17',
      },
    });
  });
});

describe('the recorder', () => {
  it('never waits for its delivery channel to wait for it, as CloudFormation completes it only once it records', () => {
    const template = templateOf('prod', 'foundation');
    const [recorder] = Object.keys(template.findResources('AWS::Config::ConfigurationRecorder'));
    const [channel] = Object.values(template.findResources('AWS::Config::DeliveryChannel')) as { readonly DependsOn: readonly string[] }[];
    expect(recorder).toBeDefined();
    expect(channel?.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^RecorderServiceLinkedRole/)]));
    expect(channel?.DependsOn).not.toContain(recorder);
  });

  it.each([
    ['here', 'prod', { 'Fn::GetAtt': [Match.stringLikeRegexp('^AuditKey'), 'Arn'] }],
    ['in its own account', 'full', 'arn:aws:kms:eu-central-1:555555555555:alias/ringwall-full-audit'],
  ])('delivers under the key of the archive where that stands %s', (_where, environment, key) => {
    templateOf(environment, 'foundation').hasResourceProperties('AWS::Config::DeliveryChannel', { S3KmsKeyArn: key });
  });
});

describe('alarms', () => {
  it.each(ENVIRONMENTS)('of %s have the names that their topics and key admit, and tell somebody', (environment) => {
    const alarms = environmentGraph(environment).ofType('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(5);
    for (const { properties } of alarms) {
      expect(properties.AlarmName).toMatch(new RegExp(`^ringwall-${environment}-`));
      expect(properties.AlarmActions).toHaveLength(1);
    }
  });

  it('tell of every call by which a bucket of logs loses its protection, in a pattern that CloudWatch Logs takes (AUD-3)', () => {
    const denials = all('staging', 'foundation', 'AWS::S3::BucketPolicy').flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument));
    const denied = new Set(denials.filter(({ Sid }) => Sid === 'OnlyDeploymentChanges').flatMap(actionsOf));
    const pattern = patternOf('staging', 'log-bucket-change');
    expect(denied.size).toBeGreaterThan(10);
    for (const action of denied) expect(pattern).toContain(`($.eventName = "${loggedAs(action)}")`);
    expect(pattern.length).toBeLessThanOrEqual(1024);
  });
});

function patternOf(environment: string, name: string): string {
  const filter = all(environment, 'foundation', 'AWS::Logs::MetricFilter').find(
    ({ Properties }) => Properties.FilterName === `ringwall-${environment}-${name}`,
  );
  return String(filter?.Properties.FilterPattern);
}

/** How CloudTrail calls an action of S3: by the API, as in `PutBucketEncryption` for `s3:PutEncryptionConfiguration`. */
function loggedAs(action: string): string {
  return action.replace('s3:', '').replace(/^Put(Encryption|Lifecycle|Replication)Configuration$/, 'PutBucket$1');
}
