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
  debuglog('ringwall')('%O', error);
  const message = error instanceof Error ? error.message : String(error);
  return `ringwall: stopped by an error of its own, and wrote nothing: ${message}\nPlease report it with the output of the same command under NODE_DEBUG=ringwall.\n`;
}
