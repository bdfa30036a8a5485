import type { Reply } from '../../shared/http/request';
import { ACCESS_TOKEN_SECONDS } from '../../shared/tokens/access-token';
import type { AccessTokenIssuer } from './access-token-issuer';
import type { Account } from './account';
import { personOfSession } from './person-of-session';
import { writeRefreshCookie } from './refresh-cookie';
import type { Session } from './session';

/** What an access token's answer holds (RFC 6749 §5.1). The refresh token isn't in it: a script must never have it. */
export interface TokenBody {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

/** A new access token of a session. */
export async function issueToken(issuer: AccessTokenIssuer, session: Session, account: Account): Promise<TokenBody> {
  return { access_token: await issuer.issue(personOfSession(session, account)), token_type: 'Bearer', expires_in: ACCESS_TOKEN_SECONDS };
}

/**
 * Answers with a session: the access token in the body, the refresh token in its cookie. To be made before the session is
 * committed and sent after it: issuing can fail, and then nothing must have been done.
 */
export async function replyWithSession(
  issuer: AccessTokenIssuer,
  opened: { readonly session: Session; readonly refreshToken: string },
  account: Account,
  extraCookies: readonly string[] = [],
): Promise<Reply> {
  const body = await issueToken(issuer, opened.session, account);
  const { endsAt, lastUsedAt } = opened.session;
  return { status: 200, body, cookies: [writeRefreshCookie(opened.refreshToken, endsAt - lastUsedAt), ...extraCookies] };
}
