import type { Comparison, Pair } from './pair';

/** A user of the pool: the account's ID is their name. */
export interface PoolUser {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What accounts are compared with. */
export interface AccountParts {
  /** The IDs of all accounts. */
  readonly accountIds: () => AsyncIterable<string>;
  readonly poolUsers: () => AsyncIterable<PoolUser>;
}

/**
 * Accounts in DynamoDB and users in Cognito. A user is made before the account and taken back when that fails, so an account that was
 * read first has its user at any time; a user without an account may be one that is being made.
 */
export function accounts({ accountIds, poolUsers }: AccountParts): Pair {
  return {
    name: 'accounts',
    async compare(settled): Promise<Comparison> {
      const without = new Set<string>();
      for await (const id of accountIds()) without.add(id);
      const dynamodb = without.size;
      let [cognito, strangers] = [0, 0];
      for await (const { name, createdAt } of poolUsers()) {
        const known = without.delete(name);
        if (!known && createdAt > settled) continue;
        cognito += 1;
        if (!known) strangers += 1;
      }
      return { counts: { dynamodb, cognito }, difference: strangers + without.size };
    },
  };
}
