import { contract as auditEvents } from '../../lambdas/application/audit-events/contract';
import { auditEventRoutes } from '../../lambdas/application/audit-events/audit-event-routes';
import { contract as documents } from '../../lambdas/application/documents/contract';
import { documentRoutes } from '../../lambdas/application/documents/document-routes';
import { contract as account } from '../../lambdas/identity/account/contract';
import { routes as accountRoutes } from '../../lambdas/identity/account/routes';
import { contract as apiKeys } from '../../lambdas/identity/api-keys/contract';
import { apiKeyRoutes } from '../../lambdas/identity/api-keys/api-key-routes';
import { contract as passkeys } from '../../lambdas/identity/passkeys/contract';
import { passkeyRoutes } from '../../lambdas/identity/passkeys/routes';
import { contract as registration } from '../../lambdas/identity/registration/contract';
import { routes as registrationRoutes } from '../../lambdas/identity/registration/routes';
import { contract as rights } from '../../lambdas/identity/rights/contract';
import { rightsRoutes } from '../../lambdas/identity/rights/routes';
import { contract as session } from '../../lambdas/identity/session/contract';
import { sessionRoutes } from '../../lambdas/identity/session/routes';
import { contract as signIn } from '../../lambdas/identity/sign-in/contract';
import { signInRoutes } from '../../lambdas/identity/sign-in/routes';
import { contract as sso } from '../../lambdas/identity/sso/contract';
import { ssoRoutes } from '../../lambdas/identity/sso/routes';
import { contract as stepUp } from '../../lambdas/identity/step-up/contract';
import { stepUpRoutes } from '../../lambdas/identity/step-up/routes';
import { contract as tenant } from '../../lambdas/identity/tenant/contract';
import { tenantRoutes } from '../../lambdas/identity/tenant/tenant-routes';
import type { FunctionContract, RouteContract } from '../../lambdas/shared/contract';
import type { BodySchema } from '../../lambdas/shared/http/body';
import type { Route } from '../../lambdas/shared/http/route';

/** A body that the API takes: its route, its model at the gateway, and the schema by which the handler validates it. */
export interface ApiBody {
  readonly route: string;
  readonly model: string | undefined;
  readonly schema: BodySchema<unknown> | undefined;
}

/** The handlers are asked for nothing but their schemas, so that they need no parts. */
const NONE = {} as never;

/** The functions that answer by a table of routes. */
const FUNCTIONS: readonly (readonly [FunctionContract, Readonly<Record<string, Route>>])[] = [
  [account, accountRoutes(NONE)],
  [apiKeys, apiKeyRoutes(NONE)],
  [auditEvents, auditEventRoutes(NONE)],
  [documents, documentRoutes(NONE)],
  [passkeys, passkeyRoutes(NONE)],
  [registration, registrationRoutes(NONE)],
  [rights, rightsRoutes(NONE)],
  [session, sessionRoutes(NONE)],
  [signIn, signInRoutes(NONE)],
  [sso, ssoRoutes(NONE)],
  [stepUp, stepUpRoutes(NONE)],
  [tenant, tenantRoutes(NONE)],
];

/** The contracts of the functions whose bodies are known here. */
export const CONTRACTS_WITH_BODIES: readonly FunctionContract[] = FUNCTIONS.map(([contract]) => contract);

/** All routes of functions that answer by a table of routes, with what they take. */
export function apiBodies(): readonly ApiBody[] {
  return FUNCTIONS.flatMap(([contract, table]) => (contract.routes ?? []).map((route) => bodyOf(route, table)));
}

function bodyOf({ method, path, model }: RouteContract, table: Readonly<Record<string, Route>>): ApiBody {
  const route = `${method} ${path}`;
  return { route, model, schema: table[route]?.schema };
}
