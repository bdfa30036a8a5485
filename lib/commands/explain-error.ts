import { join } from 'node:path';
import { debuglog } from 'node:util';
import { InfrastructureError } from '../infrastructure/errors';
import { OperationError } from '../operations/errors';
import { NotCompilableError } from '../policies/errors';
import { UserError } from './errors';

/**
 * Says why a command stopped, without a stack trace. What the caller can put right is said in full; anything else is a
 * defect of ours, whose details are for its report.
 */
export function explainError(error: unknown): string {
  const isTheirs = error instanceof UserError || error instanceof InfrastructureError || error instanceof OperationError || error instanceof NotCompilableError;
  if (isTheirs) return `ringwall: ${error.message}\n`;
  if (isAbsentGuest(error))
    return `ringwall: lib/infrastructure/guests.ts lists a file that isn't there: ${error.message.split('\n')[0] ?? ''}. Correct its line, or take it away.\n`;
  debuglog('ringwall')('%O', error);
  const message = error instanceof Error ? error.message : String(error);
  return `ringwall: stopped by an error of its own, and wrote nothing: ${message}\nPlease report it with the output of the same command under NODE_DEBUG=ringwall.\n`;
}

/** Node.js's own error about the list of guests, which is loaded with the verb that needs it. */
function isAbsentGuest(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'MODULE_NOT_FOUND' || !('requireStack' in error)) return false;
  const [by] = error.requireStack as readonly string[];
  return by?.endsWith(join('lib', 'infrastructure', 'guests.ts')) === true;
}
