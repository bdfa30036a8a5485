import { ListUsersCommand, type CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { failed } from '../../shared/failed';
import type { PoolUser } from './accounts';

/** The most that Cognito lists at once. */
const AT_ONCE = 60;

/** The users of the pool: name and time, and no attribute but the one that says nothing. */
export async function* poolUsers(cognito: Pick<CognitoIdentityProviderClient, 'send'>, pool: string): AsyncGenerator<PoolUser> {
  let token: string | undefined;
  do {
    const command = new ListUsersCommand({ UserPoolId: pool, AttributesToGet: ['sub'], Limit: AT_ONCE, PaginationToken: token });
    const { Users = [], PaginationToken } = await cognito.send(command).catch(failed('cognito-idp:ListUsers'));
    for (const { Username: name = '', UserCreateDate } of Users) yield { name, createdAt: UserCreateDate?.getTime() ?? 0 };
    token = PaginationToken;
  } while (token !== undefined);
}
