import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { administration, undeletable, viewing } from './key-statements';

/** What every key is given. */
export interface KeyProps {
  readonly environment: Environment;
  /** The role that may still act when all others are denied. */
  readonly breakGlassArn: string;
}

/** What sets one key apart from the others. */
export interface PurposeKeyProps extends KeyProps {
  /** Names the alias: `alias/ringwall-<environment>-<purpose>`. */
  readonly purpose: string;
  /** Who uses it, beside who administers it. */
  readonly users: readonly PolicyStatement[];
  /** Whether logs depend on it: it is retained everywhere, and in lasting environments only the break-glass role can end it. */
  readonly guardsLogs: boolean;
}

/** One key for one purpose (KEY-1): rotated, named, used by those listed, administered by none of them. */
export class PurposeKey extends Key {
  constructor(scope: Construct, id: string, { environment, breakGlassArn, purpose, users, guardsLogs }: PurposeKeyProps) {
    const lasting = isLasting(environment);
    const guarded = guardsLogs && lasting;
    super(scope, id, {
      alias: nameOf(environment, purpose),
      description: `The key for ${purpose} of the environment ${environment.name}.`,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(environment.keys.rotationDays),
      pendingWindow: Duration.days(environment.keys.deletionWindowDays),
      removalPolicy: lasting || guardsLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      policy: new PolicyDocument({
        statements: [viewing(scope), administration(scope, breakGlassArn), ...users, ...(guarded ? [undeletable(breakGlassArn)] : [])],
      }),
    });
    if (guarded) allowLockout(this);
  }
}

/** KMS refuses a policy that its own author could not change again, which is the aim here. */
function allowLockout(key: Key): void {
  if (key.node.defaultChild instanceof CfnKey) key.node.defaultChild.bypassPolicyLockoutSafetyCheck = true;
}
