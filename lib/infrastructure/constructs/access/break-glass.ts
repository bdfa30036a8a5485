import { Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf, roleArnOf } from '../../names';
import { BREAK_GLASS_ACTIONS } from './boundary-actions';
import { principalsWithFreshMfa } from './fresh-mfa';

/** The ARN of the environment's break-glass role, known before the role exists. */
export function breakGlassArnOf(scope: Construct, environment: Environment): string {
  return roleArnOf(environment, 'break-glass', Stack.of(scope).account);
}

/**
 * The role that may still do what all others are denied: end or repolicy a key that guards logs, and read the archive. Only
 * principals of the account with MFA, seen in the last 15 minutes, take it, for an hour; taking it raises a critical alarm.
 */
export class BreakGlass extends Construct {
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    private readonly environment: Environment,
  ) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      roleName: nameOf(environment, 'break-glass'),
      description: 'For emergencies only: acts on keys that guard logs, and reads the log archive. Its use raises a critical alarm.',
      assumedBy: principalsWithFreshMfa(this),
      maxSessionDuration: Duration.hours(1),
    });
  }

  /** Lets the role act on these keys. */
  mayRescue(...keys: readonly IKey[]): void {
    new ManagedPolicy(this, 'Policy', {
      managedPolicyName: nameOf(this.environment, 'break-glass'),
      description: 'What the break-glass role may do to keys that guard logs.',
      roles: [this.role],
      statements: [new PolicyStatement({ sid: 'Keys', actions: [...BREAK_GLASS_ACTIONS.keys], resources: keys.map((key) => key.keyArn) })],
    });
  }
}
