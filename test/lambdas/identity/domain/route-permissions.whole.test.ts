import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROUTE_PERMISSIONS } from '../../../../lambdas/identity/domain/route-permissions';
import type { FunctionContract } from '../../../../lambdas/shared/contract';
import { guestContract } from '../../../../lambdas/shared/guest/contract';
import { allGuests } from '../../../../lib/infrastructure/contracts';

const LAMBDAS = resolve(__dirname, '../../../../lambdas');

/** What all contracts demand, by method and path. */
async function demanded(): Promise<ReadonlyMap<string, string | undefined>> {
  const files = readdirSync(LAMBDAS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('/contract.ts'));
  const modules = await Promise.all(files.map((name) => import(join(LAMBDAS, name)) as Promise<Readonly<Record<string, FunctionContract>>>));
  const contracts: readonly FunctionContract<string>[] = [...modules.flatMap((exported) => Object.values(exported)), ...allGuests().map(guestContract)];
  const routes = contracts.flatMap(({ routes: all = [] }) => all);
  return new Map(routes.map(({ method, path, access }) => [`${method} ${path}`, 'permission' in access ? access.permission : undefined]));
}

describe('the permissions of routes', () => {
  it('are those of the contracts: what a contract demands, the authorizer demands', async () => {
    const contracts = await demanded();
    expect(contracts.size).toBeGreaterThan(0);
    for (const [route, permission] of contracts) expect([route, ROUTE_PERMISSIONS.get(route)]).toEqual([route, permission]);
  });

  it('hold no route that no contract has', async () => {
    const contracts = await demanded();
    expect([...ROUTE_PERMISSIONS.keys()].filter((route) => !contracts.has(route))).toEqual([]);
  });
});
