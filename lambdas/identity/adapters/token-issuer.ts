import { accessTokenIssuer } from '../../shared/tokens/access-token-issuer';
import { variable } from '../../shared/variable';
import type { AccessTokenIssuer } from '../domain/access-token-issuer';
import type { IdentityParts } from './identity-parts';

/** The issuer of access tokens, by `SIGNING_KEYS_SECRET` in the name of `API_ORIGIN`. */
export function tokenIssuer({ secrets, clock }: Pick<IdentityParts, 'clock' | 'secrets'>): AccessTokenIssuer {
  return accessTokenIssuer({ secrets, id: variable('SIGNING_KEYS_SECRET'), origin: variable('API_ORIGIN'), clock });
}
