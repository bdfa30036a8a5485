import { Reference, Text, Unresolved, type Resource, type Value } from '../../assurance/templates/graph';
import { isList, isRecord } from '../../assurance/templates/values';
import type { Json } from './json';

/** What resources are called where they were deployed. */
export interface Names {
  /** As `Ref` gives it, by resource. */
  readonly ids: ReadonlyMap<Resource, string>;
  /** The default security group of each VPC, by resource: AWS makes it up and tells it. */
  readonly defaultGroups: ReadonlyMap<Resource, string>;
  /** What only the deployment tells of a type, such as `AWS::RDS::DBCluster.Endpoint.Port`: where the servers of this run are. */
  readonly told: ReadonlyMap<string, string>;
}

/** A value of the template that can't be told for the deployment, so that nothing can be compared with it. */
class UntoldValueError extends Error {
  readonly code = 'UNTOLD_VALUE';
}

type Attribute = (id: string, resource: Resource) => string;

const lastPart = (id: string): string => id.split('/').at(-1) ?? id;
const arn =
  (service: string, kind: string): Attribute =>
  (id, { account, region }) =>
    `arn:aws:${service}:${region}:${account}:${kind}${id}`;

/** Attributes that templates take of resources, written from AWS's documented forms and not asked of the emulator. */
const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  'AWS::Backup::BackupVault.BackupVaultArn': arn('backup', 'backup-vault:'),
  'AWS::Cognito::UserPool.Arn': arn('cognito-idp', 'userpool/'),
  'AWS::DynamoDB::Table.Arn': arn('dynamodb', 'table/'),
  'AWS::EC2::SecurityGroup.GroupId': (id) => id,
  'AWS::ElastiCache::User.Arn': arn('elasticache', 'user:'),
  'AWS::Events::Rule.Arn': arn('events', 'rule/'),
  'AWS::IAM::Role.Arn': (id, { account }) => `arn:aws:iam::${account}:role/${id}`,
  'AWS::KMS::Key.Arn': arn('kms', 'key/'),
  'AWS::Lambda::Function.Arn': arn('lambda', 'function:'),
  'AWS::Logs::LogGroup.Arn': (id, resource) => `${arn('logs', 'log-group:')(id, resource)}:*`,
  'AWS::RDS::DBCluster.DBClusterArn': arn('rds', 'cluster:'),
  'AWS::S3::Bucket.Arn': (id) => `arn:aws:s3:::${id}`,
  'AWS::SNS::Topic.TopicArn': (id) => id,
  'AWS::SQS::Queue.Arn': (id, resource) => arn('sqs', '')(lastPart(id), resource),
  'AWS::SQS::Queue.QueueName': lastPart,
};

/**
 * A value as it must stand in the deployment: references become names and ARNs.
 * @throws {UntoldValueError} when that can't be told
 */
export function concrete(value: Value, names: Names): Json {
  if (value instanceof Reference) return nameOf(value, names);
  if (value instanceof Text) return value.pieces.map((piece) => pieceOf(piece, names)).join('');
  if (value instanceof Unresolved) throw untold(value);
  if (isList(value)) return value.map((entry) => concrete(entry, names));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, concrete(entry, names)]));
  return value;
}

function pieceOf(piece: string | Reference | Unresolved, names: Names): string {
  if (piece instanceof Unresolved) throw untold(piece);
  return piece instanceof Reference ? nameOf(piece, names) : piece;
}

function untold({ expression, reason }: Unresolved): UntoldValueError {
  return new UntoldValueError(`${expression}: ${reason}`);
}

function nameOf({ target, attribute }: Reference, names: Names): string {
  const id = names.ids.get(target);
  if (id === undefined) throw new UntoldValueError(`${target.path} wasn't deployed`);
  if (attribute === undefined) return id;
  if (attribute === 'DefaultSecurityGroup') return names.defaultGroups.get(target) ?? id;
  const told = names.told.get(`${target.type}.${attribute}`);
  if (told !== undefined) return told;
  const form = ATTRIBUTES[`${target.type}.${attribute}`];
  if (form === undefined) throw new UntoldValueError(`nobody has said what ${attribute} of ${target.type} looks like`);
  return form(id, target);
}
