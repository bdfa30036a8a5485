import type { ClientBase, QueryConfig } from 'pg';
import { TransactionEndedError } from './errors';
import { translate } from './server-error';
import { Statement } from './statement';

/** A row as the driver reads it: to be parsed by whoever asked. */
export type Row = Readonly<Record<string, unknown>>;

/** What a statement brought. */
export interface Rows {
  readonly rows: readonly Row[];
  /** How many rows were read or changed. */
  readonly count: number;
}

/** A transaction in which there is one tenant. Only `Database.withTenant` makes one. */
export class TenantTransaction {
  readonly #client: ClientBase;
  #ended = false;
  #failure: Error | undefined;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  /** The first failure, after which the server refuses all further statements, whether the work noticed it or not. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /**
   * Runs a statement.
   * @throws {RefusedByDatabaseError} when a constraint or row security refuses
   * @throws {ConflictError} when another transaction was faster: `withTenant` runs the work again
   * @throws {DatabaseFailedError} when the database fails
   * @throws {TransactionEndedError} after the transaction's end
   * @throws {NotAStatementError} when it isn't made by `sql`
   */
  async query(statement: Statement): Promise<Rows> {
    const query = extended(Statement.open(statement));
    if (this.#ended) throw new TransactionEndedError();
    try {
      const { rows, rowCount } = await this.#client.query<Row>(query);
      return { rows, count: rowCount ?? 0 };
    } catch (error) {
      this.#failure ??= translate(error);
      throw translate(error);
    }
  }

  /** Refuses what comes from now on. */
  end(): void {
    this.#ended = true;
  }
}

/** The driver's types don't know the mode yet. */
interface ExtendedQuery extends QueryConfig {
  readonly queryMode: 'extended';
}

/** The extended protocol takes one statement only, also without parameters: a second one after a semicolon is refused. */
function extended({ text, values }: ReturnType<typeof Statement.open>): ExtendedQuery {
  return { text, values: [...values], queryMode: 'extended' };
}
