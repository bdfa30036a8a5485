import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** One setting, as the function behind it takes it. */
export interface AccountSettingProps {
  /** The function of `lambdas/account/account-settings`. */
  readonly accountSettings: IFunction;
  /** Its name in the function's fixed list. */
  readonly setting: string;
  readonly value: Readonly<Record<string, string | number | boolean>>;
}

/** A setting that CloudFormation has no type for. Deleting it leaves the setting in place. */
export class AccountSetting extends CustomResource {
  constructor(scope: Construct, id: string, { accountSettings, setting, value }: AccountSettingProps) {
    super(scope, id, {
      resourceType: 'Custom::AccountSetting',
      serviceToken: accountSettings.functionArn,
      // CloudFormation would wait an hour for an answer that got lost.
      serviceTimeout: Duration.minutes(5),
      properties: { Setting: setting, Value: value },
    });
  }
}
