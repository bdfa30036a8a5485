import type { Reader } from '../reader';
import { accountSetting } from './account-setting';
import { lambdaFunction } from './function';
import { managedPolicy, role } from './iam';
import { alias, key } from './kms';
import { alarm, logGroup, metricFilter } from './logs';
import { queue, queuePolicy, subscription, topic, topicPolicy } from './messages';
import { endpoint, gatewayAttachment, internetGateway, route, routeTable, routeTableAssociation, subnet, vpc } from './network';
import { bucket, bucketPolicy } from './s3';
import { egressRule, ingressRule, securityGroup } from './security-groups';

/** How each type is read back. */
export const readers: ReadonlyMap<string, Reader> = new Map([
  ['AWS::CloudWatch::Alarm', alarm],
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
  ['AWS::IAM::ManagedPolicy', managedPolicy],
  ['AWS::IAM::Role', role],
  ['AWS::KMS::Alias', alias],
  ['AWS::KMS::Key', key],
  ['AWS::Lambda::Function', lambdaFunction],
  ['AWS::Logs::LogGroup', logGroup],
  ['AWS::Logs::MetricFilter', metricFilter],
  ['AWS::S3::Bucket', bucket],
  ['AWS::S3::BucketPolicy', bucketPolicy],
  ['AWS::SNS::Subscription', subscription],
  ['AWS::SNS::Topic', topic],
  ['AWS::SNS::TopicPolicy', topicPolicy],
  ['AWS::SQS::Queue', queue],
  ['AWS::SQS::QueuePolicy', queuePolicy],
  ['Custom::AccountSetting', accountSetting],
]);
