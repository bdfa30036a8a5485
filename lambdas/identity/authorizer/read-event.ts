import * as z from 'zod/mini';
import { correlationIdIn, userAgentIn } from '../../shared/http/parse-event';
import type { RequestFacts } from '../../shared/http/request';
import { joinedHeaders } from '../../shared/http/values';
import { NobodyError } from './errors';

/** What is to be decided. */
export interface Call {
  /** Of the very request: the policy is for it alone. */
  readonly methodArn: string;
  /** Method and path as the contracts write them, such as `DELETE /auth/sessions/{session}`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly credential: string;
  /** The viewer's. */
  readonly address: string;
  readonly facts: RequestFacts;
  /** By names in lower case: none of them says who calls (AZN-6). */
  readonly headers: Readonly<Record<string, string>>;
}

/** A REST API's event for an authorizer of type REQUEST, of which the rest is dropped. */
const gatewayEvent = z.object({
  type: z.literal('REQUEST'),
  methodArn: z.string().check(z.regex(/^arn:[a-z-]+:execute-api:/)),
  httpMethod: z.string(),
  resource: z.string(),
  headers: z.optional(z.nullable(z.record(z.string(), z.string()))),
  multiValueHeaders: z.optional(z.nullable(z.record(z.string(), z.array(z.string())))),
  requestContext: z.object({ identity: z.object({ sourceIp: z.string() }) }),
});

/** RFC 6750 §2.1; the scheme in any case (RFC 9110 §11.1). */
const BEARER = /^bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/** @throws {NobodyError} when the event isn't the gateway's, or brings no single Bearer credential */
export function readEvent(event: unknown): Call {
  const read = gatewayEvent.safeParse(event);
  if (!read.success) throw new NobodyError();
  const { methodArn, httpMethod, resource, headers, multiValueHeaders, requestContext } = read.data;
  const lists = multiValueHeaders ?? Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, [value]]));
  const joined = headersIn(lists);
  const [, credential] = BEARER.exec(joined.authorization ?? '') ?? [];
  if (credential === undefined) throw new NobodyError();
  const address = requestContext.identity.sourceIp;
  const facts = { address, userAgent: userAgentIn(joined), correlationId: correlationIdIn(joined['x-request-id']) };
  return { methodArn, route: `${httpMethod} ${resource}`, method: httpMethod, path: resource, credential, address, facts, headers: joined };
}

function headersIn(lists: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>> {
  try {
    return joinedHeaders(lists);
  } catch {
    throw new NobodyError();
  }
}
