import { route, type RoutesOf } from '../../shared/http/route';
import { askErasure } from './ask-erasure';
import { cancelOwnErasure } from './cancel-own-erasure';
import type { contract } from './contract';
import { exportData } from './export-data';
import { liftRestriction } from './lift-restriction';
import type { Parts } from './parts';
import { readErasure } from './read-erasure';
import { restrict } from './restrict';
import { schemas } from './schemas';

/** The routes of the contract. */
export function rightsRoutes(parts: Parts): RoutesOf<typeof contract> {
  return {
    'GET /auth/data': route(undefined, (request) => exportData(parts, request)),
    'POST /auth/restriction': route(schemas.RestrictionRequest, (request) => restrict(parts, request)),
    'DELETE /auth/restriction': route(undefined, (request) => liftRestriction(parts, request)),
    'POST /auth/erasure': route(undefined, (request) => askErasure(parts, request)),
    'GET /auth/erasure': route(undefined, (request) => readErasure(parts, request)),
    'DELETE /auth/erasure': route(undefined, (request) => cancelOwnErasure(parts, request)),
  };
}
