import type { Facts } from '../domain/facts';

/** Whose settings they are. */
export interface Account {
  /** The account's ID, 12 digits. */
  readonly account: string;
}

/** How one setting is made and read back. */
export interface AccountSetting<Value> {
  readonly apply: (value: Value, account: Account) => Promise<void>;
  /** What must be read afterwards. */
  readonly wanted: (value: Value) => Facts;
  readonly read: (value: Value, account: Account) => Promise<Facts>;
}
