import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The qualifier of `cdk bootstrap`, unless a team chose another. */
const STANDARD_QUALIFIER = 'hnb659fds';

/** The ARN of the role by which CloudFormation deploys, made by `cdk bootstrap` in every account and region. */
export function deploymentRoleArn(scope: Construct): string {
  const { account, region, synthesizer } = Stack.of(scope);
  return `arn:aws:iam::${account}:role/cdk-${synthesizer.bootstrapQualifier ?? STANDARD_QUALIFIER}-cfn-exec-role-${account}-${region}`;
}
