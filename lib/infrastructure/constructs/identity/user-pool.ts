import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** When Cognito calls a function, by the names of its own `LambdaConfig`. */
export type PoolTrigger = Exclude<
  keyof CfnUserPool.LambdaConfigProperty,
  `custom${'Email' | 'Sms'}Sender` | 'inboundFederation' | 'kmsKeyId' | 'preTokenGenerationConfig'
>;

/** What a `UserPool` is made from. */
export interface UserPoolProps {
  readonly environment: Environment;
  /**
   * What Cognito calls, by names within the environment. Names, since the functions know the pool's clients, and so come after
   * it; until they stand, Cognito's calls fail, and nobody signs in.
   */
  readonly triggers: Readonly<Record<PoolTrigger, string>>;
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
 * Who can sign in, and their passwords (IDN-1). It has no domain, sends nothing, and makes, confirms or recovers a user
 * for nobody but our own functions. Its own second factors are off: all of ours run in custom auth, which excludes them (decision 0099).
 */
export class UserPool extends Construct {
  readonly id: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, triggers }: UserPoolProps) {
    super(scope, id);
    const { userPoolPlan } = environment.levers;
    const pool = new CfnUserPool(this, 'Pool', {
      userPoolName: nameOf(environment, 'people'),
      userPoolTier: userPoolPlan,
      ...(userPoolPlan === 'PLUS' ? { userPoolAddOns: RISKS } : {}),
      policies: { passwordPolicy: PASSWORDS, signInPolicy: { allowedFirstAuthFactors: ['PASSWORD'] } },
      deletionProtection: isLasting(environment) ? 'ACTIVE' : 'INACTIVE',
      accountRecoverySetting: { recoveryMechanisms: [{ name: 'admin_only', priority: 1 }] },
      adminCreateUserConfig: { allowAdminCreateUserOnly: false },
      autoVerifiedAttributes: [],
      mfaConfiguration: 'OFF',
      schema: [{ name: 'email', attributeDataType: 'String', mutable: true, required: false }],
      lambdaConfig: {
        ...Object.fromEntries(Object.entries(triggers).map(([trigger, name]) => [trigger, this.arnOf(nameOf(environment, name))])),
        // In this version the judge takes scopes from the access token (decision 0085).
        preTokenGenerationConfig: { lambdaArn: this.arnOf(nameOf(environment, triggers.preTokenGeneration)), lambdaVersion: 'V2_0' },
      },
    });
    pool.applyRemovalPolicy(isLasting(environment) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.id = pool.ref;
    this.arn = pool.attrArn;
  }

  /** Lets this pool, and no other, call a function. */
  letCall(name: string, called: IFunction): void {
    new CfnPermission(this, `Invoke-${name}`, {
      functionName: called.functionArn,
      principal: 'cognito-idp.amazonaws.com',
      action: 'lambda:InvokeFunction',
      sourceAccount: Stack.of(this).account,
      sourceArn: this.arn,
    });
  }

  private arnOf(functionName: string): string {
    const { account, region } = Stack.of(this);
    return `arn:aws:lambda:${region}:${account}:function:${functionName}`;
  }
}
