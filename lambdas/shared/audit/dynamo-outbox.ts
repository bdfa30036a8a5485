import type { DynamoTable } from '../dynamo/dynamo-table';
import { outboxItemOf } from '../store/transaction';
import type { AuditEvent } from './event';

/** The outbox of all events, for those that aren't part of a transaction in DynamoDB. */
export class DynamoOutbox {
  constructor(private readonly table: Pick<DynamoTable, 'putUnlessThere'>) {}

  /**
   * May be repeated: an event is there once.
   * @throws {DependencyFailedError} when DynamoDB fails
   */
  async put(event: AuditEvent): Promise<void> {
    await this.table.putUnlessThere(outboxItemOf(event));
  }
}
