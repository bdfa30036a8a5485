import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Caller } from '../limits/caller';
import type { RawBody } from './body';
import { parseCookies } from './cookies';
import { MalformedRequestError } from './errors';
import { readPrincipal, readViewerAddress } from './principal';
import { readHeadersOf } from './read-headers';
import type { Request } from './request';
import { firstOfEach, joinedHeaders } from './values';

/** What API Gateway hands a function, parsed; the body is yet to be read. */
export interface ParsedEvent {
  readonly method: string;
  /** The route as the gateway knows it, such as `/auth/sessions/{session}`. */
  readonly resource: string;
  readonly request: Request;
  readonly raw: RawBody;
}

const optional = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema));
const lists = z.record(z.string(), z.array(z.string()));
const texts = z.record(z.string(), z.string());

/** https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#apigateway-example-event, of which the rest is dropped */
const gatewayEvent = z.object({
  httpMethod: z.string(),
  resource: z.string(),
  headers: optional(texts),
  multiValueHeaders: optional(lists),
  queryStringParameters: optional(texts),
  multiValueQueryStringParameters: optional(lists),
  pathParameters: optional(texts),
  body: optional(z.string()),
  isBase64Encoded: optional(z.boolean()),
  requestContext: z.object({
    identity: z.object({ sourceIp: z.string() }),
    authorizer: z.optional(z.unknown()),
  }),
});

/** With the versions and the variant of RFC 9562: the audit trail takes no other, and what it refuses would be missing there. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAXIMUM_USER_AGENT = 256;

/** An event of a REST API's proxy integration, as far as functions look at it. */
export type GatewayEvent = z.output<typeof gatewayEvent>;

/** An event, or `undefined` when the gateway didn't send it. */
export function readEvent(event: unknown): GatewayEvent | undefined {
  return gatewayEvent.safeParse(event).data;
}

/** The client's `X-Request-ID` where it is a UUID, else a new one; found before anything is refused. */
export function correlationIdOf(event: GatewayEvent | undefined): string {
  return correlationIdIn(headerOf(event, 'x-request-id')[0]);
}

/** The same, by the header. */
export function correlationIdIn(given: string | undefined): string {
  return given !== undefined && UUID.test(given) ? given.toLowerCase() : randomUUID();
}

/** By headers whose names are in lower case. */
export function userAgentIn(headers: Readonly<Record<string, string>>): string {
  return (headers['user-agent'] ?? '').slice(0, MAXIMUM_USER_AGENT);
}

/** The page that calls, as browsers tell it once; found before anything is refused, so that it can read the refusal. */
export function originOf(event: GatewayEvent | undefined): string | undefined {
  const [origin, ...others] = headerOf(event, 'origin');
  return others.length === 0 ? origin : undefined;
}

/**
 * Who calls; found before anything else of the request is looked at. Where no authorizer judged it, the address is the connection's,
 * which behind the edge will be the edge's (decision 0115).
 */
export function callerOf({ requestContext: { identity, authorizer } }: GatewayEvent): Caller {
  const principal = readPrincipal(authorizer);
  return { address: readViewerAddress(authorizer) ?? identity.sourceIp, ...(principal === undefined ? {} : { principal }) };
}

/**
 * What a request says.
 * @throws {MalformedRequestError} when a header, parameter or encoding isn't valid
 */
export function parseEvent(data: GatewayEvent | undefined, correlationId: string): ParsedEvent {
  if (data === undefined) throw new MalformedRequestError('The request is incomplete.');
  const headers = joinedHeaders(data.multiValueHeaders ?? wrapped(data.headers));
  const request: Request = {
    params: Object.assign(Object.create(null) as Record<string, string>, data.pathParameters),
    query: firstOfEach(data.multiValueQueryStringParameters ?? wrapped(data.queryStringParameters)),
    headers: readHeadersOf(headers),
    cookies: parseCookies(headers.cookie),
    body: undefined,
    userAgent: userAgentIn(headers),
    correlationId,
    ...callerOf(data),
  };
  const raw = { bytes: bytesOf(data.body, data.isBase64Encoded), contentType: headers['content-type'], contentEncoding: headers['content-encoding'] };
  return { method: data.httpMethod, resource: data.resource, request, raw };
}

function headerOf(event: GatewayEvent | undefined, wanted: string): readonly string[] {
  const headers = event?.multiValueHeaders ?? wrapped(event?.headers);
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? [];
}

function wrapped(values: Readonly<Record<string, string>> | null | undefined): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, [value]]));
}

function bytesOf(body: string | null | undefined, isBase64: boolean | null | undefined): Buffer {
  return Buffer.from(body ?? '', isBase64 === true ? 'base64' : 'utf8');
}
