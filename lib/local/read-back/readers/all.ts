import type { Reader } from '../reader';
import { accountSetting } from './account-setting';
import { cacheUser, cacheUserGroup } from './cache-users';
import { lambdaFunction } from './function';
import { managedPolicy, role } from './iam';
import { permission, rule } from './invocation';
import { alias, key } from './kms';
import { alarm, logGroup, metricFilter } from './logs';
import { queue, queuePolicy, subscription, topic, topicPolicy } from './messages';
import { endpoint, gatewayAttachment, internetGateway, route, routeTable, routeTableAssociation, subnet, vpc } from './network';
import { apiAccount, apiResource, authorizer, deployment, gatewayResponse, method, model, requestValidator, restApi, stage } from './rest-api';
import { bucket, bucketPolicy } from './s3';
import { rotationSchedule, secret, secretAttachment, secretPolicy } from './secrets';
import { egressRule, ingressRule, securityGroup } from './security-groups';
import { table } from './tables';
import { emailIdentity, userPool, userPoolClient } from './user-pool';

/** How each type is read back. */
export const readers: ReadonlyMap<string, Reader> = new Map([
  ['AWS::ApiGateway::Account', apiAccount],
  ['AWS::ApiGateway::Authorizer', authorizer],
  ['AWS::ApiGateway::Deployment', deployment],
  ['AWS::ApiGateway::GatewayResponse', gatewayResponse],
  ['AWS::ApiGateway::Method', method],
  ['AWS::ApiGateway::Model', model],
  ['AWS::ApiGateway::RequestValidator', requestValidator],
  ['AWS::ApiGateway::Resource', apiResource],
  ['AWS::ApiGateway::RestApi', restApi],
  ['AWS::ApiGateway::Stage', stage],
  ['AWS::CloudWatch::Alarm', alarm],
  ['AWS::Cognito::UserPool', userPool],
  ['AWS::Cognito::UserPoolClient', userPoolClient],
  ['AWS::DynamoDB::Table', table],
  ['AWS::EC2::InternetGateway', internetGateway],
  ['AWS::EC2::Route', route],
  ['AWS::EC2::RouteTable', routeTable],
  ['AWS::EC2::SecurityGroup', securityGroup],
  ['AWS::EC2::SecurityGroupEgress', egressRule],
  ['AWS::EC2::SecurityGroupIngress', ingressRule],
  ['AWS::EC2::Subnet', subnet],
  ['AWS::EC2::SubnetRouteTableAssociation', routeTableAssociation],
  ['AWS::EC2::VPC', vpc],
  ['AWS::EC2::VPCEndpoint', endpoint],
  ['AWS::EC2::VPCGatewayAttachment', gatewayAttachment],
  ['AWS::ElastiCache::User', cacheUser],
  ['AWS::ElastiCache::UserGroup', cacheUserGroup],
  ['AWS::Events::Rule', rule],
  ['AWS::IAM::ManagedPolicy', managedPolicy],
  ['AWS::IAM::Role', role],
  ['AWS::KMS::Alias', alias],
  ['AWS::KMS::Key', key],
  ['AWS::Lambda::Function', lambdaFunction],
  ['AWS::Lambda::Permission', permission],
  ['AWS::Logs::LogGroup', logGroup],
  ['AWS::Logs::MetricFilter', metricFilter],
  ['AWS::S3::Bucket', bucket],
  ['AWS::S3::BucketPolicy', bucketPolicy],
  ['AWS::SES::EmailIdentity', emailIdentity],
  ['AWS::SNS::Subscription', subscription],
  ['AWS::SNS::Topic', topic],
  ['AWS::SNS::TopicPolicy', topicPolicy],
  ['AWS::SQS::Queue', queue],
  ['AWS::SQS::QueuePolicy', queuePolicy],
  ['AWS::SecretsManager::ResourcePolicy', secretPolicy],
  ['AWS::SecretsManager::RotationSchedule', rotationSchedule],
  ['AWS::SecretsManager::Secret', secret],
  ['AWS::SecretsManager::SecretTargetAttachment', secretAttachment],
  ['Custom::AccountSetting', accountSetting],
]);
