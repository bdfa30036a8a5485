import { accountSettingsAreComplete } from '../../../lib/assurance/checks/account-settings-are-complete';
import { auditBucketsAreLocked } from '../../../lib/assurance/checks/audit-buckets-are-locked';
import { bucketsAreEncrypted } from '../../../lib/assurance/checks/buckets-are-encrypted';
import { bucketsDenyPlainHttp } from '../../../lib/assurance/checks/buckets-deny-plain-http';
import type { Check } from '../../../lib/assurance/checks/check';
import { configRecordsAllResources } from '../../../lib/assurance/checks/config-records-all-resources';
import { configRulesOnGroupsAndRoutes } from '../../../lib/assurance/checks/config-rules-on-groups-and-routes';
import { customResourcesAreTheAuditedOne } from '../../../lib/assurance/checks/custom-resources-are-the-audited-one';
import { deliveryBucketsReplicateToLocked } from '../../../lib/assurance/checks/delivery-buckets-replicate-to-locked';
import { dnsFirewallAllowsListThenBlocks } from '../../../lib/assurance/checks/dns-firewall-allows-list-then-blocks';
import { instancesRequireImdsv2WithOneHop } from '../../../lib/assurance/checks/instances-require-imdsv2-with-one-hop';
import { keyPoliciesAreNarrow } from '../../../lib/assurance/checks/key-policies-are-narrow';
import { keyTamperingAlarms } from '../../../lib/assurance/checks/key-tampering-alarms';
import { localDiffersFromDevInHostNamesOnly } from '../../../lib/assurance/checks/local-differs-from-dev-in-host-names-only';
import { logBucketsAreVersionedAndUndeletable } from '../../../lib/assurance/checks/log-buckets-are-versioned-and-undeletable';
import { logKeysCannotBeDeleted } from '../../../lib/assurance/checks/log-keys-cannot-be-deleted';
import { networkFirewallAllowsTlsNamesOnly } from '../../../lib/assurance/checks/network-firewall-allows-tls-names-only';
import { noLoopbackValuesOutsideLocal } from '../../../lib/assurance/checks/no-loopback-values-outside-local';
import { noPublicAddressHandedOut } from '../../../lib/assurance/checks/no-public-address-handed-out';
import { noWildcardActions } from '../../../lib/assurance/checks/no-wildcard-actions';
import { queuesAndTopicsDenyPlainHttp } from '../../../lib/assurance/checks/queues-and-topics-deny-plain-http';
import { rolesHaveThePermissionsBoundary } from '../../../lib/assurance/checks/roles-have-the-permissions-boundary';
import { symmetricKeysRotate } from '../../../lib/assurance/checks/symmetric-keys-rotate';
import { networkResourcesAreAllKnown } from '../../../lib/assurance/proofs/network-resources-are-all-known';
import { expectCaught } from '../../support/breaking';
import { drop, findByType, firstOf, put, valueAt, type MutableResource, type MutableTemplate } from '../../support/mutate';
import { policy, resource, statement } from '../../support/resources';

type Statement = Record<string, unknown>;
type Attack = readonly [what: string, check: Check, stack: string, mutate: (template: MutableTemplate) => void, reason: string];

const EVERYTHING = policy(statement({ Principal: '*', Action: 'x:*' }));
const ROOT = { AWS: 'arn:aws:iam::777788889999:root' };
const RECORDER = 'AWS::Config::ConfigurationRecorder';
const FIREWALL_POLICY = 'AWS::NetworkFirewall::FirewallPolicy';
const RULE = 'AWS::Config::ConfigRule';
const DYNAMIC = '{{resolve:ssm:/a/parameter}}';

function plant(type: string, properties: Readonly<Record<string, unknown>>): Attack[3] {
  return (template) => {
    template.Resources.Planted = resource(type, properties);
  };
}

function allow(fields: Statement): Attack[3] {
  return (template) => {
    statementsAt(firstOf(template, 'AWS::KMS::Key'), 'KeyPolicy').push(statement(fields));
  };
}

function set(type: string, path: string, value: unknown, word = ''): Attack[3] {
  return (template) => {
    put(
      firstOf(template, type, (one) => JSON.stringify(one.Properties).includes(word)),
      path,
      value,
    );
  };
}

function each(type: string, path: string, value: unknown): Attack[3] {
  return (template) => {
    for (const id of findByType(template, type)) put(template.Resources[id]!, path, value);
  };
}

function statementsAt(one: MutableResource, path: string): Statement[] {
  return valueAt(one, `${path}.Statement`) as Statement[];
}

function policyOf(template: MutableTemplate, name: string): MutableResource {
  return firstOf(template, 'AWS::S3::BucketPolicy', (_, id) => id.includes(name));
}

/** A denial of the bucket's own policy, by the Sid. */
function denialOf(template: MutableTemplate, name: string, sid: string): Statement {
  return statementsAt(policyOf(template, name), 'PolicyDocument').find(({ Sid }) => Sid === sid)!;
}

const WITHOUT_LIFTING: Attack[3] = (template) => {
  const boundary = firstOf(template, 'AWS::IAM::ManagedPolicy', (_, id) => id.startsWith('PermissionsBoundary'));
  for (const one of statementsAt(boundary, 'PolicyDocument')) if (one.Sid === 'KeepsBounded') one.Resource = 'arn:aws:iam::777788889999:role/nobody';
};

const ATTACKS: readonly Attack[] = [
  ['a key whose policy is looked up at deployment', keyPoliciesAreNarrow, 'foundation', allow({ Principal: ROOT, Action: DYNAMIC }), "can't be judged"],
  ['a rotation that a parameter may turn off', symmetricKeysRotate, 'foundation', byParameter, 'that the deployment sets'],
  ['an extension of CloudFormation', customResourcesAreTheAuditedOne, 'foundation', plant('Evil::Run::Code', {}), 'is an extension'],
  [
    'other code of the audited function',
    customResourcesAreTheAuditedOne,
    'foundation',
    set('AWS::Lambda::Function', 'Code', { ZipFile: 'x' }),
    'must be a bundle',
  ],
  ['a layer of the audited function', customResourcesAreTheAuditedOne, 'foundation', set('AWS::Lambda::Function', 'Layers', ['x']), 'Layers is set'],
  [
    'code before the audited function',
    customResourcesAreTheAuditedOne,
    'foundation',
    set('AWS::Lambda::Function', 'Environment.Variables.NODE_OPTIONS', '--import x'),
    'sets NODE_OPTIONS',
  ],
  ['a trust policy with a wildcard', noWildcardActions, 'foundation', set('AWS::IAM::Role', 'AssumeRolePolicyDocument', EVERYTHING), 'allows x:*'],
  ['a policy of log groups', noWildcardActions, 'foundation', plant('AWS::Logs::ResourcePolicy', { PolicyDocument: JSON.stringify(EVERYTHING) }), 'allows x:*'],
  ['a policy of images', noWildcardActions, 'foundation', plant('AWS::ECR::Repository', { RepositoryPolicyText: EVERYTHING }), 'allows x:*'],
  ['a policy of events', noWildcardActions, 'foundation', plant('AWS::Events::EventBusPolicy', { Statement: statement({ Action: 'x:*' }) }), 'allows x:*'],
  ['a permission on a function', noWildcardActions, 'foundation', plant('AWS::Lambda::Permission', { Action: 'lambda:*', Principal: '*' }), 'allows lambda:*'],
  ['a boundary that can be lifted', rolesHaveThePermissionsBoundary, 'foundation', WITHOUT_LIFTING, "doesn't deny iam:DeleteRolePermissionsBoundary"],
  [
    'a break-glass role for everybody',
    logKeysCannotBeDeleted,
    'foundation',
    set('AWS::IAM::Role', 'AssumeRolePolicyDocument', EVERYTHING, '-break-glass'),
    'kms:',
  ],
  ['a second break-glass role', logKeysCannotBeDeleted, 'foundation', plant('AWS::IAM::Role', { RoleName: 'ringwall-prod-my-break-glass' }), 'kms:'],
  [
    'a key that a service may use for strangers',
    keyPoliciesAreNarrow,
    'foundation',
    allow({ Principal: { Service: 'sns.amazonaws.com' }, Action: 'kms:Decrypt', Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } }),
    'any of its customers',
  ],
  ['an alarm on another unit', keyTamperingAlarms, 'foundation', each('AWS::CloudWatch::Alarm', 'Unit', 'Terabits'), 'no alarm'],
  ['an alarm that nobody gets', keyTamperingAlarms, 'foundation', each('AWS::SNS::Subscription', 'FilterPolicy', { a: ['b'] }), 'no alarm'],
  [
    'an alarm that looks elsewhere',
    keyTamperingAlarms,
    'foundation',
    each('AWS::Logs::MetricFilter', 'FieldSelectionCriteria', '@aws.region = "x"'),
    'no alarm',
  ],
  [
    'a bucket for a delivering service, without a copy',
    deliveryBucketsReplicateToLocked,
    'foundation',
    (template) => {
      drop(
        firstOf(template, 'AWS::S3::Bucket', (_, id) => id.includes('LoadBalancer')),
        'ReplicationConfiguration',
      );
    },
    'no replication rule',
  ],
  [
    "S3's own key where the service takes another",
    bucketsAreEncrypted,
    'foundation',
    (template) => {
      const encryption = [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }];
      put(
        firstOf(template, 'AWS::S3::Bucket', (_, id) => id.includes('LogArchiveConfig')),
        'BucketEncryption.ServerSideEncryptionConfiguration',
        encryption,
      );
      statementsAt(policyOf(template, 'LogArchiveConfig'), 'PolicyDocument').push(
        statement({ Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' }),
      );
    },
    'encrypted by AES256',
  ],
  [
    'a bucket policy of nobody known',
    bucketsDenyPlainHttp,
    'foundation',
    plant('AWS::S3::BucketPolicy', { Bucket: { Ref: 'X' }, PolicyDocument: policy() }),
    'or may be',
  ],
  [
    'a queue policy by URL',
    queuesAndTopicsDenyPlainHttp,
    'foundation',
    plant('AWS::SQS::QueuePolicy', { Queues: ['https://x'], PolicyDocument: policy() }),
    'or may be',
  ],
  [
    'a queue policy of its own',
    queuesAndTopicsDenyPlainHttp,
    'foundation',
    (template) => {
      plant('AWS::SQS::QueueInlinePolicy', { Queue: { Ref: findByType(template, 'AWS::SQS::Queue')[0] }, PolicyDocument: policy() })(template);
    },
    'or may be',
  ],
  [
    'a lock that anybody may shorten',
    logBucketsAreVersionedAndUndeletable,
    'foundation',
    (template) => {
      const denial = denialOf(template, 'AuditTwoYears', 'OnlyDeploymentChanges');
      denial.Action = (denial.Action as string[]).filter((action) => !action.includes('ObjectLock'));
    },
    's3:PutBucketObjectLockConfiguration',
  ],
  [
    'a denial that spares a pattern of roles',
    logBucketsAreVersionedAndUndeletable,
    'foundation',
    (template) => {
      const roles = { 'Fn::Join': ['', ['arn:aws:iam::*:role/*', { Ref: findByType(template, 'AWS::S3::Bucket')[0] }, '*']] };
      denialOf(template, 'AuditTwoYears', 'OnlyDeploymentChanges').Condition = { ArnNotLike: { 'aws:PrincipalArn': roles } };
    },
    's3:PutBucketPolicy',
  ],
  ['a recorder that looks once a day', configRecordsAllResources, 'foundation', set(RECORDER, 'RecordingMode', { RecordingFrequency: 'DAILY' }), 'DAILY'],
  ['rules that judge what is only planned', configRulesOnGroupsAndRoutes, 'network', each(RULE, 'EvaluationModes', [{ Mode: 'PROACTIVE' }]), 'DETECTIVE'],
  ['a rule about other ports', configRulesOnGroupsAndRoutes, 'network', set(RULE, 'InputParameters', { blockedPort1: '1' }, 'RESTRICTED'), 'blockedPort1'],
  [
    'subnets from a parameter',
    networkResourcesAreAllKnown,
    'network',
    plant('AWS::Batch::ComputeEnvironment', { A: { Subnets: [{ Ref: 'X' }] } }),
    'mentions Subnets',
  ],
  ['a function with a URL', networkResourcesAreAllKnown, 'foundation', plant('AWS::Lambda::Url', { AuthType: 'NONE' }), 'a way in or out'],
  ['a network of services', networkResourcesAreAllKnown, 'network', plant('AWS::VpcLattice::ServiceNetworkVpcAssociation', {}), 'a way in or out'],
  ['a cluster with a public endpoint', noPublicAddressHandedOut, 'network', plant('AWS::EKS::Cluster', {}), 'EndpointPublicAccess is not set'],
  [
    'brokers with public addresses',
    noPublicAddressHandedOut,
    'network',
    plant('AWS::MSK::Cluster', { BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: 'SERVICE_PROVIDED_EIPS' } } } }),
    'must be DISABLED',
  ],
  ["a stranger's API by name", dnsFirewallAllowsListThenBlocks, 'network', named('evil.execute-api.eu-central-1.amazonaws.com'), 'evil.execute-api'],
  [
    "a zone that answers for AWS's keys",
    dnsFirewallAllowsListThenBlocks,
    'network',
    (template) => {
      const VPCs = [{ VPCId: { Ref: findByType(template, 'AWS::EC2::VPC')[0] }, VPCRegion: 'eu-central-1' }];
      plant('AWS::Route53::HostedZone', { Name: 'kms.eu-central-1.amazonaws.com', VPCs })(template);
    },
    'answers for names of others',
  ],
  [
    'a home network of one address',
    networkFirewallAllowsTlsNamesOnly,
    'network',
    set(FIREWALL_POLICY, 'FirewallPolicy.PolicyVariables', { RuleVariables: { HOME_NET: { Definition: ['192.0.2.1/32'] } } }),
    'must hold the whole VPC',
  ],
  ['a server of files', networkResourcesAreAllKnown, 'foundation', plant('AWS::Transfer::Server', { EndpointType: 'PUBLIC' }), 'a way in or out'],
  ['a search domain in the open', networkResourcesAreAllKnown, 'network', plant('AWS::OpenSearchService::Domain', {}), "can't be told"],
  [
    'snapshots that may be shared again',
    accountSettingsAreComplete,
    'foundation',
    plant('AWS::EC2::SnapshotBlockPublicAccess', { State: 'unblocked' }),
    'must be block-all-sharing',
  ],
  [
    'an older version of a launch template',
    instancesRequireImdsv2WithOneHop,
    'network',
    plant('AWS::AutoScaling::AutoScalingGroup', { LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' } }),
    "launches version '1'",
  ],
  [
    "a copy into a stranger's bucket",
    deliveryBucketsReplicateToLocked,
    'foundation',
    (template) => {
      const delivery = firstOf(template, 'AWS::S3::Bucket', ({ Properties }) => Properties?.ReplicationConfiguration !== undefined);
      const rules = valueAt(delivery, 'ReplicationConfiguration.Rules') as object[];
      rules.push({ ...rules[0], Destination: { Bucket: 'arn:aws:s3:::strangers-bucket' } });
    },
    'is no bucket of this environment',
  ],
  [
    'a bucket of its own without a key, which S3 may log into and never does',
    bucketsAreEncrypted,
    'foundation',
    (template) => {
      const BucketEncryption = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] };
      plant('AWS::S3::Bucket', { BucketEncryption })(template);
      const mayLog = policy(statement({ Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' }));
      template.Resources.PlantedPolicy = resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Planted' }, PolicyDocument: mayLog });
    },
    'encrypted by AES256',
  ],
  ...['http://2130706433:3000/', '0x7f.1', 'https://[::ffff:127.0.0.1]/'].map((host): Attack => [
    `a function that calls ${host}`,
    noLoopbackValuesOutsideLocal,
    'foundation',
    set('AWS::Lambda::Function', 'Environment.Variables.CALLS', host),
    'holds the loopback value',
  ]),
  ['another name server', dnsFirewallAllowsListThenBlocks, 'network', plant('AWS::Route53Resolver::ResolverRule', { RuleType: 'FORWARD' }), 'must be SYSTEM'],
];

function byParameter(template: MutableTemplate): void {
  template.Parameters = { Rotate: { Type: 'String', Default: 'true' } };
  put(firstOf(template, 'AWS::KMS::Key'), 'EnableKeyRotation', { Ref: 'Rotate' });
}

function named(domain: string): Attack[3] {
  return (template) => {
    const list = firstOf(template, 'AWS::Route53Resolver::FirewallDomainList', (one) => (valueAt(one, 'Domains') as string[]).length > 1);
    (valueAt(list, 'Domains') as string[]).push(domain);
  };
}

describe("this run's templates, attacked,", () => {
  it.each(ATTACKS)('are caught with %s', (_, check, stack, mutate, reason) => {
    expectCaught(check, 'prod', stack, mutate, reason);
  });

  it('are caught with a lock of one day beside the two that the classes ask for', () => {
    const mutate: Attack[3] = (template) => {
      const [id] = findByType(template, 'AWS::S3::Bucket', (_, logicalId) => logicalId.includes('AuditTwoYears'));
      const bucket = structuredClone(template.Resources[id]!);
      put(bucket, 'BucketName', 'short');
      put(bucket, 'ObjectLockConfiguration.Rule.DefaultRetention.Days', 1);
      template.Resources.PlantedBucket = bucket;
    };
    expectCaught(auditBucketsAreLocked, 'prod', 'foundation', mutate, 'locks for 1 days; it must be at least 365');
  });

  it('are caught when local looks up other values than dev', () => {
    const mutate: Attack[3] = (template) => {
      template.Mappings = { Sizes: { a: { b: 'c' } } };
    };
    expectCaught(localDiffersFromDevInHostNamesOnly, 'local', 'foundation', mutate, 'differs from that of dev');
  });
});
