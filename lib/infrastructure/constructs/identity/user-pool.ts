import { Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** When Cognito calls a function, by the names of its own `LambdaConfig`. */
export type PoolTrigger = Exclude<keyof CfnUserPool.LambdaConfigProperty, `custom${'Email' | 'Sms'}Sender` | 'inboundFederation' | 'kmsKeyId' | 'preTokenGenerationConfig'>;

/** What a `UserPool` is made from. */
export interface UserPoolProps {
  readonly environment: Environment;
  /** Called by Cognito; by pre token generation, the judge, before any token (IDN-1). */
  readonly triggers: Readonly<Record<PoolTrigger, IFunction>>;
}

/**
 * NIST SP 800-63B-4, 3.1.1.2: length where a password is the only factor, and no rules of composition; the blocklist is our own
 * functions', before the pool sees a password.
 */
const PASSWORDS = {
  minimumLength: 15,
  requireLowercase: false,
  requireNumbers: false,
  requireSymbols: false,
  requireUppercase: false,
  /** The least that Cognito takes: nobody is given such a password. */
  temporaryPasswordValidityDays: 1,
};

/** Risks to accounts are met by Cognito's own measures, in both of its modes. */
const RISKS = { advancedSecurityMode: 'ENFORCED', advancedSecurityAdditionalFlows: { customAuthMode: 'ENFORCED' } };

/**
 * Who can sign in, and their passwords (IDN-1). It has no domain, sends nothing and lets nobody make, confirm or recover a user
 * but our own functions. Its own second factors are off: all of ours run in custom auth, which excludes them (decision 0099).
 */
export class UserPool extends Construct {
  readonly id: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const pool = this.pool(props);
    this.id = pool.ref;
    this.arn = pool.attrArn;
    for (const [trigger, called] of Object.entries(props.triggers)) this.letCall(`Invoke-${trigger}`, called);
  }

  private pool({ environment, triggers }: UserPoolProps): CfnUserPool {
    const lambdaConfig = Object.fromEntries(Object.entries(triggers).map(([trigger, called]) => [trigger, called.functionArn]));
    const { userPoolPlan } = environment.levers;
    return new CfnUserPool(this, 'Pool', {
      userPoolName: nameOf(environment, 'people'),
      userPoolTier: userPoolPlan,
      ...(userPoolPlan === 'PLUS' ? { userPoolAddOns: RISKS } : {}),
      policies: { passwordPolicy: PASSWORDS, signInPolicy: { allowedFirstAuthFactors: ['PASSWORD'] } },
      deletionProtection: isLasting(environment) ? 'ACTIVE' : 'INACTIVE',
      accountRecoverySetting: { recoveryMechanisms: [{ name: 'admin_only', priority: 1 }] },
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      autoVerifiedAttributes: [],
      mfaConfiguration: 'OFF',
      schema: [{ name: 'email', attributeDataType: 'String', mutable: true, required: false }],
      lambdaConfig,
    });
  }

  private letCall(id: string, called: IFunction): void {
    new CfnPermission(this, id, {
      functionName: called.functionArn,
      principal: 'cognito-idp.amazonaws.com',
      action: 'lambda:InvokeFunction',
      sourceAccount: Stack.of(this).account,
      sourceArn: this.arn,
    });
  }
}
