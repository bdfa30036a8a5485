import { UnknownStandingError } from './errors';

/**
 * What stands behind a deployed resource. `real`: the emulator acts on it. `kept`: its API answers with it, and nothing acts
 * on it: no packet meets a security group here. `recorded`: nothing but a note that it was asked for.
 */
export type Standing = 'real' | 'kept' | 'recorded';

/** Of the types that MiniStack has itself, or that the launcher puts on its APIs. Those recorded are the launcher's to tell. */
const STANDINGS: ReadonlyMap<string, Exclude<Standing, 'recorded'>> = new Map([
  ['AWS::ApiGateway::Account', 'kept'],
  ['AWS::ApiGateway::Authorizer', 'real'],
  ['AWS::ApiGateway::Deployment', 'real'],
  ['AWS::ApiGateway::GatewayResponse', 'real'],
  ['AWS::ApiGateway::Method', 'real'],
  ['AWS::ApiGateway::Model', 'real'],
  ['AWS::ApiGateway::RequestValidator', 'real'],
  ['AWS::ApiGateway::Resource', 'real'],
  ['AWS::ApiGateway::RestApi', 'real'],
  ['AWS::ApiGateway::Stage', 'real'],
  ['AWS::CloudWatch::Alarm', 'real'],
  ['AWS::Cognito::UserPool', 'real'],
  ['AWS::Cognito::UserPoolClient', 'real'],
  ['AWS::DynamoDB::Table', 'real'],
  ['AWS::ElastiCache::User', 'real'],
  ['AWS::ElastiCache::UserGroup', 'kept'],
  ['AWS::Events::Rule', 'kept'],
  ['AWS::IAM::ManagedPolicy', 'real'],
  ['AWS::IAM::Role', 'real'],
  ['AWS::KMS::Alias', 'real'],
  ['AWS::KMS::Key', 'real'],
  ['AWS::Lambda::Function', 'real'],
  ['AWS::Lambda::Permission', 'kept'],
  ['AWS::Logs::LogGroup', 'real'],
  ['AWS::S3::Bucket', 'real'],
  ['AWS::S3::BucketPolicy', 'real'],
  ['AWS::SES::EmailIdentity', 'kept'],
  ['AWS::SNS::Subscription', 'real'],
  ['AWS::SNS::Topic', 'real'],
  ['AWS::SNS::TopicPolicy', 'real'],
  ['AWS::SQS::Queue', 'real'],
  ['AWS::SQS::QueuePolicy', 'real'],
  ['AWS::SecretsManager::ResourcePolicy', 'real'],
  ['AWS::SecretsManager::RotationSchedule', 'real'],
  ['AWS::SecretsManager::Secret', 'real'],
  ['AWS::SecretsManager::SecretTargetAttachment', 'real'],
  ['Custom::AccountSetting', 'real'],
  ['AWS::EC2::InternetGateway', 'kept'],
  ['AWS::EC2::Route', 'kept'],
  ['AWS::EC2::RouteTable', 'kept'],
  ['AWS::EC2::SecurityGroup', 'kept'],
  ['AWS::EC2::SecurityGroupEgress', 'kept'],
  ['AWS::EC2::SecurityGroupIngress', 'kept'],
  ['AWS::EC2::Subnet', 'kept'],
  ['AWS::EC2::SubnetRouteTableAssociation', 'kept'],
  ['AWS::EC2::VPC', 'kept'],
  ['AWS::EC2::VPCEndpoint', 'kept'],
  ['AWS::EC2::VPCGatewayAttachment', 'kept'],
  ['AWS::Logs::MetricFilter', 'kept'],
]);

/**
 * What stands behind each of these types.
 * @param recorded the types that the launcher announced as recorded
 * @throws {UnknownStandingError} for a type of which nobody has said it: none is real by default
 */
export function standingsOf(types: readonly string[], recorded: readonly string[]): ReadonlyMap<string, Standing> {
  const unknown = types.filter((type) => !recorded.includes(type) && !STANDINGS.has(type));
  if (unknown.length > 0) throw new UnknownStandingError([...new Set(unknown)].sort());
  return new Map(types.map((type) => [type, recorded.includes(type) ? 'recorded' : (STANDINGS.get(type) ?? 'recorded')]));
}
