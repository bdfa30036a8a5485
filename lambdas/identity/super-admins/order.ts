import * as z from 'zod/mini';
import { uuid } from '../domain/records/fields';
import { OrderRefusedError } from './errors';

const order = z.strictObject({
  account: uuid,
  superAdmin: z.boolean(),
  /** Who ordered it and why, for the audit trail. */
  reason: z.string().check(z.minLength(10), z.maxLength(200)),
});

/** What an operator orders. */
export type Order = z.infer<typeof order>;

/** @throws {OrderRefusedError} when it isn't one */
export function readOrder(event: unknown): Order {
  const { data } = order.safeParse(event);
  if (data === undefined)
    throw new OrderRefusedError('send {"account": "<its UUID>", "superAdmin": true or false, "reason": "<who ordered it and why, 10 to 200 characters>"}.');
  return data;
}
