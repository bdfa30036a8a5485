import type { FunctionContract } from '../../shared/contract';

/** Lets a table of data keys serve that is new, or was restored. */
export const contract = {
  path: 'data/replay-erasures',
  name: 'replay-erasures',
  description: 'Applies the ledger of erasures to the table of data keys, which serves from then on.',
  trigger: 'invocation',
  timeoutSeconds: 900,
  memoryMegabytes: 256,
  variables: ['DATA_KEY_TABLE', 'ERASURE_TABLE'],
  actions: {
    dataKeyTable: ['dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:PutItem', 'dynamodb:Query'],
    erasureTable: ['dynamodb:Query'],
    replays: ['dynamodb:PutItem'],
    tableKeys: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
  /**
   * On which stores the ledger was replayed, and not whose keys were erased: what was entered there would be destroyed by the next
   * replay. An item that is put has a partition always, so "all values" never holds of none here.
   */
  conditions: { replays: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['replay'] } } },
} as const satisfies FunctionContract;
