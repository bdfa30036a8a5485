import { accessTokenIssuer } from '../../shared/tokens/access-token-issuer';
import { variable } from '../../shared/variable';
import type { AccessTokenIssuer } from '../domain/access-token-issuer';
import type { IdentityParts } from './identity-parts';

/** Signs access tokens in the API's name, from `SIGNING_KEYS_SECRET` and `API_ORIGIN`; once, in `index.ts`. */
export function issuer({ secrets, clock }: Pick<IdentityParts, 'clock' | 'secrets'>): AccessTokenIssuer {
  return accessTokenIssuer({ secrets, id: variable('SIGNING_KEYS_SECRET'), origin: variable('API_ORIGIN'), clock });
}
