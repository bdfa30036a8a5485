import { CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What a `UserPoolClient` is made from. */
export interface UserPoolClientProps {
  readonly environment: Environment;
  /** Names the client: `ringwall-<environment>-<name>`. */
  readonly name: string;
  readonly userPoolId: string;
  /** The one flow that it takes. */
  readonly flow: 'ALLOW_ADMIN_USER_PASSWORD_AUTH' | 'ALLOW_CUSTOM_AUTH';
}

/** Minutes for which Cognito waits for the answer to a challenge. */
const CHALLENGE_MINUTES = 5;
/** Cognito's tokens are verified and dropped: as short as it takes. */
const TOKEN_MINUTES = 5;
const REFRESH_MINUTES = 60;

/**
 * A client of the pool that takes one flow (IDN-1). The list of flows is written out: where it is left out, Cognito adds SRP and
 * refresh tokens. The secret stays in Cognito, from which sign-in reads it; no template holds it.
 */
export class UserPoolClient extends CfnUserPoolClient {
  constructor(scope: Construct, id: string, { environment, name, userPoolId, flow }: UserPoolClientProps) {
    super(scope, id, {
      clientName: nameOf(environment, name),
      userPoolId,
      generateSecret: true,
      explicitAuthFlows: [flow],
      supportedIdentityProviders: ['COGNITO'],
      allowedOAuthFlowsUserPoolClient: false,
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      authSessionValidity: CHALLENGE_MINUTES,
      accessTokenValidity: TOKEN_MINUTES,
      idTokenValidity: TOKEN_MINUTES,
      refreshTokenValidity: REFRESH_MINUTES,
      tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'minutes' },
      readAttributes: ['email'],
      writeAttributes: ['email'],
    });
  }
}
