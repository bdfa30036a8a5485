import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { contract } from '../../../../lambdas/account/account-settings/contract';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { AccountSetting } from './account-setting';

/** What a `EmptiedDefaultSecurityGroup` is made from. */
export interface EmptiedDefaultSecurityGroupProps {
  readonly environment: Environment;
  readonly vpcId: string;
  /** The VPC's default group. */
  readonly groupId: string;
  /** The function of `lambdas/account/account-settings`; it gets the right to revoke rules of this group, and of no other. */
  readonly accountSettings: IFunction;
}

/** The default security group of a VPC, without a rule (NET-5): what falls back to it reaches nothing. */
export class EmptiedDefaultSecurityGroup extends Construct {
  constructor(scope: Construct, id: string, { environment, vpcId, groupId, accountSettings }: EmptiedDefaultSecurityGroupProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: nameOf(environment, 'default-security-group'),
      description: 'Empties the default security group of the VPC.',
      roles: accountSettings.role === undefined ? [] : [accountSettings.role],
      statements: [
        new PolicyStatement({
          actions: [...contract.actions.defaultSecurityGroup],
          resources: [`arn:aws:ec2:${region}:${account}:security-group/${groupId}`],
        }),
      ],
    });
    const setting = new AccountSetting(this, 'Setting', {
      accountSettings,
      setting: 'empty-default-security-group',
      value: { VpcId: vpcId, GroupId: groupId },
    });
    setting.node.addDependency(policy);
  }
}
