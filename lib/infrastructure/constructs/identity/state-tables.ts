import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { OwnedTable } from '../shared/owned-table';

/** The tables of sign-in, by name: accounts and what leads to them; sessions; what is under way; counters of attempts; events for the audit trail. */
export const STATE_TABLES = ['accounts', 'sessions', 'flows', 'counters', 'outbox'] as const;
/** One of them. */
export type StateTable = (typeof STATE_TABLES)[number];

/** What `StateTables` are made from. */
export interface StateTablesProps {
  readonly environment: Environment;
  /** Each table's own key. */
  readonly keys: Readonly<Record<StateTable, IKey>>;
}

/** The name that functions ask it by. */
const EVENT_INDEX = 'by-tenant';

/** Days for which they can be brought back to any moment; DynamoDB's longest. */
const RECOVERY_DAYS = 35;

/** What ends by itself. An account doesn't, but invitations and API keys beside it do; an event goes when the audit trail has it. */
const EXPIRING: ReadonlySet<StateTable> = new Set<StateTable>(['accounts', 'sessions', 'flows', 'counters']);

/** Where the state of sign-in lives: sign-in never depends on PostgreSQL (IDN-2, IDN-9, AUD-2). */
export class StateTables extends Construct {
  private readonly tables: ReadonlyMap<StateTable, OwnedTable>;

  constructor(scope: Construct, id: string, { environment, keys }: StateTablesProps) {
    super(scope, id);
    this.tables = new Map(
      STATE_TABLES.map((name) => {
        const expires = EXPIRING.has(name) ? ({ expires: true } as const) : {};
        return [name, new OwnedTable(this, name, { environment, name, key: keys[name], recoveryDays: RECOVERY_DAYS, ...expires })];
      }),
    );
    this.indexesEvents();
  }

  /** All of them, as backups take them. */
  get backedUp(): readonly { readonly name: string; readonly arn: string; readonly key: IKey }[] {
    return [...this.tables].map(([name, { tableArn, key }]) => ({ name, arn: tableArn, key }));
  }

  /** The table of a name. */
  table(name: StateTable): OwnedTable {
    const table = this.tables.get(name);
    if (table === undefined) throw new TypeError(`There is no table ${name}.`);
    return table;
  }

  /** The index by which a tenant's administrators read the audit log (decision 0126). */
  get eventIndexArn(): string {
    return `${this.table('outbox').tableArn}/index/${EVENT_INDEX}`;
  }

  /** It takes over what is named here and nothing more: what is sealed in an event isn't in it. */
  private indexesEvents(): void {
    this.table('outbox').addGlobalSecondaryIndex({
      indexName: EVENT_INDEX,
      partitionKey: { name: 'tenant', type: AttributeType.STRING },
      sortKey: { name: 'at', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['document'],
    });
  }
}
