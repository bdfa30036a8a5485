import { Duration } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { SSO_OPERATOR_ACTIONS } from './boundary-actions';
import { principalsWithFreshMfa } from './fresh-mfa';

/** The role's name within the environment. */
export const SSO_OPERATOR = 'sso-operator';

/** Whether there is anything to keep: without a provider there are no secrets of clients. */
export function needsSsoOperator({ identity }: Environment): boolean {
  return identity.ssoProviders.length > 0;
}

/** What an `SsoOperator` is made from. */
export interface SsoOperatorProps {
  readonly environment: Environment;
  /** The secret of clients at identity providers, by the pattern of its ARN: it needn't be there yet. */
  readonly secretArn: string;
  /** Encrypts the secret; it admits roles of the environment, of which this is one. */
  readonly secretsKey: IKey;
}

/**
 * The role in which a person makes and fills the secret of clients at identity providers (IDN-11, decision 0132): that one secret,
 * under the environment's key and no other, and without reading it.
 */
export class SsoOperator extends Construct {
  constructor(scope: Construct, id: string, { environment, secretArn, secretsKey }: SsoOperatorProps) {
    super(scope, id);
    const name = nameOf(environment, SSO_OPERATOR);
    const { make, fill, encrypt, find } = SSO_OPERATOR_ACTIONS;
    const [secrets, keys] = [[secretArn], [secretsKey.keyArn]];
    const through = `secretsmanager.${environment.region}.amazonaws.com`;
    const role = new Role(this, 'Role', {
      roleName: name,
      description: 'Keeps the secrets of clients at identity providers, without reading them.',
      assumedBy: principalsWithFreshMfa(this),
      maxSessionDuration: Duration.hours(1),
    });
    new ManagedPolicy(this, 'Policy', {
      managedPolicyName: name,
      description: 'What the operator of single sign-on may do to the secret of its clients.',
      roles: [role],
      statements: [
        new PolicyStatement({ actions: [...make], resources: secrets, conditions: { StringEquals: { 'secretsmanager:KmsKeyArn': secretsKey.keyArn } } }),
        new PolicyStatement({ actions: [...fill], resources: secrets }),
        new PolicyStatement({ actions: [...encrypt], resources: keys, conditions: { StringEquals: { 'kms:ViaService': through } } }),
        new PolicyStatement({ actions: [...find], resources: keys }),
      ],
    });
  }
}
