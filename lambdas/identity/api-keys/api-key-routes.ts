import { personOf } from '../../shared/http/principal';
import { route, type RoutesOf } from '../../shared/http/route';
import { recordDenials } from '../domain/record-denials';
import type { contract } from './contract';
import { createKey } from './create-key';
import { listKeys } from './list-keys';
import type { ApiKeyParts } from './parts';
import { revokeKey } from './revoke-key';
import { createBody } from './schemas';

/** Who answers each route. A key is refused here too: it makes no key (IDN-13). */
export function apiKeyRoutes(parts: ApiKeyParts): RoutesOf<typeof contract> {
  return recordDenials(parts, {
    'GET /auth/api-keys': route(undefined, (request) => listKeys(parts, personOf(request))),
    'POST /auth/api-keys': route(createBody, (request) => createKey(parts, request)),
    'DELETE /auth/api-keys/{key}': route(undefined, (request) => revokeKey(parts, personOf(request), request.params.key ?? '', request)),
  });
}
