import { guestName, guestTableKey, guestTableVariable } from '../../../lambdas/shared/guest/contract';
import type { Guest } from '../../../lambdas/shared/guest/guest';
import type { GuestTables } from '../constructs/identity/guest-tables';
import type { Wiring } from './wiring';

/** What stands behind the names in the contracts of guests, beside those of sign-in. */
export function guestWiring(guests: readonly Pick<Guest, 'name'>[], { all }: Pick<GuestTables, 'all'>): Wiring {
  const tables = guests.flatMap(({ name }) => all.filter((one) => one.name === guestName(name)).map(({ table }) => ({ name, table })));
  return {
    variables: Object.fromEntries(tables.map(({ name, table }) => [guestTableVariable(name), table.tableName])),
    resources: Object.fromEntries(
      tables.flatMap(({ name, table }) => [
        [guestName(name), () => [table.tableArn]],
        [guestTableKey(name), () => [table.key.keyArn]],
      ]),
    ),
  };
}
