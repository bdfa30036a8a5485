import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { isUnresolved, stringOf, targetOf } from '../../templates/values';

/** A kind of secret: what it opens or does, and what rotates it. */
export interface SecretKind {
  /** What it is for, in a finding. */
  readonly what: string;
  /** Ends the fixed name of the function that rotates it. */
  readonly rotation: string;
  /** What that function does beside moving versions of the secret. */
  readonly actions: readonly string[];
}

const ATTACHMENT = 'AWS::SecretsManager::SecretTargetAttachment';
const DATABASE: SecretKind = { what: 'logins of the database', rotation: '-rotate-postgresql', actions: [] };

/** By the type of what mentions the secret because the secret opens it. */
const KINDS: ReadonlyMap<string, SecretKind> = new Map<string, SecretKind>([
  [ATTACHMENT, DATABASE],
  ['AWS::RDS::DBCluster', DATABASE],
  ['AWS::RDS::DBInstance', DATABASE],
  ['AWS::ElastiCache::User', { what: 'passwords of the cache', rotation: '-rotate-redis', actions: ['elasticache:DescribeUsers', 'elasticache:ModifyUser'] }],
  ['AWS::AmazonMQ::Broker', { what: 'logins of the broker', rotation: '-rotate-rabbitmq', actions: [] }],
]);
/** What opens nothing is known by the end of its fixed name. */
const NAMED: ReadonlyMap<string, SecretKind> = new Map<string, SecretKind>([
  ['-signing-keys', { what: 'signing keys', rotation: '-rotate-signing-keys', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'] }],
  ...['-session-keys', '-peppers', '-hash-keys', '-origin-keys'].map(
    (end) => [end, { what: 'rings of keys', rotation: '-rotate-key-rings', actions: [] }] as const,
  ),
]);

/** The kind of a secret; `undefined` for one of which nothing is known here. */
export function secretKindOf(graph: EnvironmentGraph, secret: Resource): SecretKind | undefined {
  const name = stringOf(secret.properties.Name);
  const named = typeof name === 'string' ? [...NAMED].find(([end]) => name.endsWith(end)) : undefined;
  if (named !== undefined) return named[1];
  const opening = graph.mentions(secret).find(({ type }) => KINDS.has(type));
  return opening === undefined ? undefined : KINDS.get(opening.type);
}

/** Whether a value names a secret; an attachment stands for its own. */
export function namesSecret(value: Value | undefined, secret: Resource): boolean {
  const target = targetOf(value);
  if (target === undefined || isUnresolved(target)) return false;
  return target === secret || (target.type === ATTACHMENT && namesSecret(target.properties.SecretId, secret));
}

/** What rotates a secret on a schedule; CloudFormation takes one. */
export function scheduleOf(graph: EnvironmentGraph, secret: Resource): Resource | undefined {
  return graph.ofType('AWS::SecretsManager::RotationSchedule').find(({ properties }) => namesSecret(properties.SecretId, secret));
}
