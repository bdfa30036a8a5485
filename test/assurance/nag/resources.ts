import type { TemplateResource } from '../../../lib/assurance/templates/graph';

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

/** A bucket without encryption, log, lock or anything else. */
export const openBucket: TemplateResource = { Type: 'AWS::S3::Bucket' };

/** As the CDK writes the function of its own custom resources: without memory of a type, and on a runtime of its choice. */
export const rawFunction: TemplateResource = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { ZipFile: 'exports.handler = async () => {};' },
    Handler: 'index.handler',
    Runtime: 'nodejs18.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
  },
};

export const role: TemplateResource = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST } };

/** A policy with two wildcards: one finding each. */
export const widePolicy: TemplateResource = {
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } },
};

/** A group whose source is an intrinsic function, at which rules about address ranges throw. */
export const unjudgeableGroup: TemplateResource = {
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: 'Members of the interface endpoints',
    VpcId: { Ref: 'Vpc' },
    SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } }],
  },
};

export const vpc: TemplateResource = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
