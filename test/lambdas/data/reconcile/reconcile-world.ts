import { AdminCreateUserCommand, CognitoIdentityProviderClient, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { randomBytes, randomUUID } from 'node:crypto';
import { Agent } from 'node:https';
import type { Client } from 'pg';
import { accountIds } from '../../../../lambdas/data/reconcile/account-ids';
import { accounts } from '../../../../lambdas/data/reconcile/accounts';
import { documentEvents } from '../../../../lambdas/data/reconcile/document-events';
import { documents } from '../../../../lambdas/data/reconcile/documents';
import type { Comparison, Pair } from '../../../../lambdas/data/reconcile/pair';
import { poolUsers } from '../../../../lambdas/data/reconcile/pool-users';
import { reconcile } from '../../../../lambdas/data/reconcile/reconcile';
import { tenantsOfKeys } from '../../../../lambdas/data/reconcile/tenants';
import { DynamoEventIndex } from '../../../../lambdas/shared/audit/dynamo-event-index';
import { DynamoOutbox } from '../../../../lambdas/shared/audit/dynamo-outbox';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import { Database } from '../../../../lambdas/shared/database/database';
import { LoginPools } from '../../../../lambdas/shared/database/login-pools';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { DynamoTable } from '../../../../lambdas/shared/dynamo/dynamo-table';
import { DynamoDataKeyStore } from '../../../../lambdas/shared/fields/dynamo-data-key-store';
import { rootOf } from '../../../../lib/local/emulator/clients';
import { PLACE, type EmulatorAlone } from '../../../local/support/local-clouds';
import { createRecordTables } from '../../../local/support/record-tables';
import { testAudit } from '../../../support/audit';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { fixedLogin } from '../../../support/postgres-template';

/** The tables of a test. */
type Tables = Readonly<Record<'accounts' | 'keys' | 'outbox', string>>;

const HOUR = 3_600_000;
/** Begins as a sealed field does. */
const SEALED = Buffer.concat([Buffer.from('RWF'), randomBytes(80)]);

/** The stores that are compared: a real PostgreSQL, and the tables and the pool of the local cloud. */
export class ReconcileWorld {
  readonly lines: Readonly<Record<string, unknown>>[] = [];
  /** Set while the outbox of all events takes none. */
  outboxDown = false;

  private constructor(
    readonly database: TestDatabase,
    private readonly tables: Tables,
    private readonly dynamo: DynamoDBClient,
    private readonly cognito: CognitoIdentityProviderClient,
    private readonly pool: string,
    private readonly login: Database,
    private readonly superuser: Client,
  ) {}

  /** Over a database, tables and a pool of its own. */
  static async on({ emulator, authority, clients }: EmulatorAlone): Promise<ReconcileWorld> {
    const database = await createTestDatabase();
    const run = randomUUID();
    const tables = { accounts: `accounts-${run}`, outbox: `outbox-${run}`, keys: `data-keys-${run}` };
    await createRecordTables(clients, Object.values(tables), { indexed: [tables.outbox] });
    const requestHandler = { httpsAgent: new Agent({ ca: authority, keepAlive: true }) };
    const client = { endpoint: emulator.endpoint, region: PLACE.region, credentials: rootOf(PLACE.account), requestHandler };
    const [dynamo, cognito] = [new DynamoDBClient(client), new CognitoIdentityProviderClient(client)];
    const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: `pool-${run}` }));
    const login = new Database(new LoginPools(database.address, fixedLogin('ringwall_reconciliation_a', database.facts.users)), () => Promise.resolve());
    return new ReconcileWorld(database, tables, dynamo, cognito, UserPool?.Id ?? '', login, await database.connectAsSuperuser());
  }

  async stop(): Promise<void> {
    await this.login.end();
    await this.database.drop();
  }

  /**
   * Compares all pairs.
   * @param hours by how much later it is: what there is now is younger than what counts, and in an hour it is older
   */
  async compare(hours: number, more: readonly Pair[] = []): Promise<Readonly<Record<string, Comparison>>> {
    return reconcile({ pairs: [...this.pairs(), ...more], log: (line) => void this.lines.push(line), clock: () => Date.now() + hours * HOUR });
  }

  /** Those of a comparison. */
  async differences(hours: number): Promise<Readonly<Record<string, number>>> {
    return Object.fromEntries(Object.entries(await this.compare(hours)).map(([pair, { difference }]) => [pair, difference]));
  }

  /** An account, a user, or both. */
  async person(where: 'account' | 'both' | 'user'): Promise<string> {
    const id = randomUUID();
    if (where !== 'user') await this.#put({ owner: { S: `account/${id}` }, key: { S: 'account' }, document: { S: '{}' } });
    if (where !== 'user') await this.#put({ owner: { S: `account/${id}` }, key: { S: 'recovery' }, document: { S: '{}' } });
    if (where !== 'account') await this.cognito.send(new AdminCreateUserCommand({ UserPoolId: this.pool, Username: id, MessageAction: 'SUPPRESS' }));
    return id;
  }

  /** A tenant that seals something. */
  async tenant(): Promise<string> {
    const id = randomUUID();
    const key = { owner: { kind: 'tenant', tenant: id }, fieldClass: 'confidential', version: 1 } as const;
    await new DynamoDataKeyStore(this.dynamo, this.tables.keys).create({ ...key, wrapped: Uint8Array.of(1), createdAt: new Date().toISOString() });
    await this.superuser.query("INSERT INTO app.tenants (tenant_id, name) VALUES ($1, '-')", [id]);
    return id;
  }

  /** A document as it lies in PostgreSQL, without its event. */
  async document(tenant: string): Promise<string> {
    const id = randomUUID();
    const values = [tenant, id, `account/${randomUUID()}`, SEALED];
    await this.superuser.query("INSERT INTO app.documents (tenant_id, id, creator, title, body) VALUES ($1, $2, $3, 'A', $4)", values);
    return id;
  }

  async event(tenant: string, action: 'document.created' | 'document.deleted', document: string): Promise<AuditEvent> {
    const cause = { address: '192.0.2.7', userAgent: 'a browser', correlationId: randomUUID() };
    return testAudit(() => Date.now(), 'documents').event({ action, result: 'success', resource: `document/${document}`, tenant }, cause);
  }

  /** An event that is where all events are. */
  async told(tenant: string, action: 'document.created' | 'document.deleted', document: string): Promise<void> {
    await new DynamoOutbox(new DynamoTable(this.dynamo, this.tables.outbox)).put(await this.event(tenant, action, document));
  }

  /** One that waits in PostgreSQL. */
  async waits(tenant: string, action: 'document.created' | 'document.deleted', document: string): Promise<string> {
    const event = await this.event(tenant, action, document);
    await this.superuser.query('INSERT INTO app.outbox (tenant_id, id, event) VALUES ($1, $2, $3)', [tenant, event.id, JSON.stringify(event)]);
    return event.id;
  }

  /** The IDs of the events that are where all events are. */
  async eventIds(): Promise<readonly string[]> {
    const { Items = [] } = await this.dynamo.send(new ScanCommand({ TableName: this.tables.outbox, ConsistentRead: true }));
    return Items.map(({ owner }) => owner?.S?.replace('event/', '') ?? '');
  }

  pairs(): readonly Pair[] {
    const { dynamo, cognito, pool, tables, login: database } = this;
    const tenants = () => tenantsOfKeys(dynamo, tables.keys);
    const outbox = new DynamoOutbox(new DynamoTable(dynamo, tables.outbox));
    const put = (event: AuditEvent) => (this.outboxDown ? Promise.reject(new DependencyFailedError('dynamodb:PutItem', new Error('down'))) : outbox.put(event));
    return [
      accounts({ accountIds: () => accountIds(dynamo, tables.accounts), poolUsers: () => poolUsers(cognito, pool) }),
      documentEvents({ tenants, database, outbox: { put }, log: (line) => void this.lines.push(line) }),
      documents({ tenants, database, events: new DynamoEventIndex(dynamo, tables.outbox) }),
    ];
  }

  async #put(Item: PutItemCommand['input']['Item']): Promise<void> {
    await this.dynamo.send(new PutItemCommand({ TableName: this.tables.accounts, Item }));
  }
}
