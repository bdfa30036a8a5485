import { STATUS_CODES } from 'node:http';
import { DependencyFailedError } from '../dependency-failed-error';
import { Refusal } from './refusal';
import type { Reply } from './request';

/** An error as its caller sees it (RFC 9457), in the extension members its code and the request it belongs to. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly correlationId: string;
}

interface Told {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
}

const UNAVAILABLE: Told = { status: 503, code: 'unavailable', detail: "A service that this needs doesn't answer at the moment. Try again.", headers: {} };
const UNEXPECTED: Told = { status: 500, code: 'unexpected', detail: 'Something went wrong on our side.', headers: {} };

/** The answer to a request that failed: of a refusal what it makes public, of anything else constant text. */
export function problemReply(error: unknown, correlationId: string): Reply & { readonly body: Problem } {
  const { status, code, detail, headers } = tell(error);
  const body: Problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, code, correlationId };
  return { status, body, headers: { ...headers, 'Content-Type': 'application/problem+json' } };
}

function tell(error: unknown): Told {
  if (error instanceof Refusal) return error;
  return error instanceof DependencyFailedError ? UNAVAILABLE : UNEXPECTED;
}
