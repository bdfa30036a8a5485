import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What API Gateway must be able to do before it takes the role. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const ACTIONS = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:PutLogEvents',
];

/** What a `LogRole` is made from. */
export interface LogRoleProps {
  readonly environment: Environment;
}

/** By which API Gateway writes access logs: one a region of the account, whatever writes them. */
export class LogRole extends Construct {
  constructor(scope: Construct, id: string, { environment }: LogRoleProps) {
    super(scope, id);
    const name = nameOf(environment, 'api-logs');
    const description = 'Writes the access logs of the API.';
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: name,
      description,
      statements: [new PolicyStatement({ actions: ACTIONS, resources: ['*'] })],
    });
    const role = new Role(this, 'Role', {
      roleName: name,
      description,
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': environment.account } } }),
      managedPolicies: [policy],
    });
    new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn }).node.addDependency(policy);
  }
}
