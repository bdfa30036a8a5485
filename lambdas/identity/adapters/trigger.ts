import * as z from 'zod/mini';
import { DependencyFailedError, failureName } from '../../shared/dependency-failed-error';
import { TriggerRefusedError, TriggerUnavailableError } from '../domain/triggers/errors';

/** What a trigger adds to the event's `response`. */
export type TriggerResponse = Readonly<Record<string, unknown>>;

/** A function that Cognito calls. */
export type Trigger = (event: unknown) => Promise<unknown>;

/** Takes one line. */
export type Log = (record: Readonly<Record<string, unknown>>) => void;

/**
 * A trigger: reads the event once into what it decides by, and gives Cognito the event back with the decision. Whatever else it
 * gave back, or threw without a decision, would fail the user's call, which is what is wanted.
 * @throws {TriggerRefusedError} when the event isn't one of this trigger's, or the decision is no
 * @throws {TriggerUnavailableError} when what it asks is down
 */
export function createTrigger<Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
  decide: (event: z.output<Schema>) => Promise<TriggerResponse> | TriggerResponse,
  log: Log,
): Trigger {
  return async (event) => {
    try {
      const read = schema.safeParse(event);
      if (!read.success) throw new TriggerRefusedError('not an event of this trigger');
      return withResponse(event, await decide(read.data));
    } catch (error) {
      throw told(name, error, log);
    }
  };
}

function withResponse(event: unknown, response: TriggerResponse): unknown {
  const given = z.record(z.string(), z.unknown()).parse(event);
  return { ...given, response: { ...z.record(z.string(), z.unknown()).parse(given.response), ...response } };
}

function told(trigger: string, error: unknown, log: Log): Error {
  if (error instanceof TriggerRefusedError) {
    log({ trigger, refused: error.reason });
    return error;
  }
  log({ trigger, error: failureName(error), ...(error instanceof DependencyFailedError ? { message: error.message } : {}) });
  return new TriggerUnavailableError();
}
