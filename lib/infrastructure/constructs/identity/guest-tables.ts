import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { OwnedTable } from '../shared/owned-table';

/** What `GuestTables` are made from. */
export interface GuestTablesProps {
  readonly environment: Environment;
  /** Each table's own key, by the table's name within the environment. */
  readonly keys: Readonly<Record<string, IKey>>;
}

/** Days for which they can be brought back to any moment; DynamoDB's longest. */
const RECOVERY_DAYS = 35;

/** What guests keep: a table each, which no other function reaches (decision 0123). */
export class GuestTables extends Construct {
  /** By name. */
  readonly all: readonly { readonly name: string; readonly table: OwnedTable }[];

  constructor(scope: Construct, id: string, { environment, keys }: GuestTablesProps) {
    super(scope, id);
    this.all = Object.entries(keys).map(([name, key]) => ({
      name,
      table: new OwnedTable(this, name, { environment, name, key, recoveryDays: RECOVERY_DAYS, expires: true }),
    }));
  }

  /** All of them, as backups take them. */
  get backedUp(): readonly { readonly name: string; readonly arn: string; readonly key: IKey }[] {
    return this.all.map(({ name, table }) => ({ name, arn: table.tableArn, key: table.key }));
  }
}
