import type { AccessRequest, Environment } from '../../lambdas/shared/authorization/request';
import { ACTIONS, CALM, resourceOf, ROLES, someKey, someone } from './access-requests';

/** Every role, action, ownership and tenant, in calm and in unknown circumstances, with and without leave to enter the tenant. */
export function* everyPerson(): Generator<AccessRequest> {
  const { now, minute } = CALM;
  const entry = { account: 'account/ann', tenant: 'other', expiresAt: now + 1 };
  for (const roles of [...ROLES, 'nobody'].map((role) => [role]).concat([[]]))
    for (const action of ACTIONS)
      for (const creator of ['account/ann', 'account/bob'])
        for (const tenant of ['acme', 'other'])
          for (const context of [CALM, { now, minute }, { ...CALM, breakGlass: entry }, { now, minute, breakGlass: entry }])
            yield { principal: someone({ roles }), action, resource: resourceOf(action, creator, tenant), context };
}

/** Every set of the scopes that mean something, made by every role; and a key that passes for who may enter another tenant. */
export function* everyKey(): Generator<AccessRequest> {
  const impostor = someKey({ roles: ['SUPER_ADMIN'], scopes: ACTIONS });
  const breakGlass = { account: impostor.id, tenant: 'other', expiresAt: CALM.now + 1 };
  for (const action of ACTIONS) yield { principal: impostor, action, resource: resourceOf(action, impostor.id, 'other'), context: { ...CALM, breakGlass } };
  const scopes = ['documents:create', 'documents:read', 'documents:update', 'read:all'];
  for (let mask = 0; mask < 2 ** scopes.length; mask++)
    for (const role of ROLES)
      for (const action of ACTIONS)
        for (const creator of ['api-key/k1', 'account/olga'])
          for (const tenant of ['acme', 'other']) {
            const principal = someKey({
              scopes: scopes.filter((_, bit) => (mask & (1 << bit)) !== 0),
              creator: someone({ id: 'account/olga', roles: [role] }),
            });
            yield { principal, action, resource: resourceOf(action, creator, tenant), context: CALM };
          }
}

/** Every grant of a custom role, in good, unknown and middling circumstances and at each limit of risk. */
export function* everyGrant(): Generator<AccessRequest> {
  const risks = [-1, 0, 1, 39, 40, 41, 69, 70].map((risk) => ({ ...CALM, risk }));
  const unknown = (['device', 'location', 'risk'] as const).map((name) => Object.fromEntries(Object.entries(CALM).filter(([key]) => key !== name)) as never);
  const contexts: readonly Environment[] = [...risks, ...unknown, { ...CALM, device: 'unknown' }, { ...CALM, location: 'unknown' }];
  const grants = [true, false].flatMap((own) => [true, false].flatMap((trusted) => ['acme', 'other'].map((tenant) => ({ own, trusted, tenant }))));
  for (const permission of ACTIONS)
    for (const grant of grants)
      for (const creator of ['account/ann', 'account/bob'])
        for (const context of contexts)
          yield { principal: someone({ grants: [{ ...grant, permission }] }), action: permission, resource: resourceOf(permission, creator), context };
}
