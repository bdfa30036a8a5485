import fc from 'fast-check';
import { SECURITY_HEADERS } from '../../lambdas/shared/http/security-headers';
import { gatewayEvent, type Sent } from './gateway-event';
import { anyCharacter } from './any-character';

/** A function that answers requests. */
export type Handler = (event: unknown) => Promise<unknown>;

/** What is fuzzed. */
export interface Fuzzed {
  readonly handler: Handler;
  /** A request that passes everything, or nearly: what is sent is this, with parts of it broken. */
  readonly valid: Sent;
  /** How many requests. @default 300 */
  readonly runs?: number;
  /** Repeats a run that failed. @default a new one, which is printed when a request fails, and before all */
  readonly seed?: number;
  /** For an answer, in milliseconds. @default 5000 */
  readonly patience?: number;
  /** The headers that each answer has. @default those of every function that answers by a table of routes */
  readonly headers?: readonly string[];
}

/** What should be an answer, before it is judged. */
interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A change of an event of the gateway. */
type Mutation = (event: Record<string, unknown>) => Record<string, unknown>;

const LARGEST = 16_384;
const HEADERS = [...Object.keys(SECURITY_HEADERS), 'X-Request-ID', 'Vary'];
const STACK = /\n\s+at |node_modules|\.ts:\d|\.js:\d/;

/**
 * Sends requests that no client of ours would. Whatever comes, there is an answer, never a 500, its error a valid problem without a
 * stack trace, under the security headers.
 */
export async function fuzzHandler({ handler, valid, runs = 300, seed = Date.now() % 2 ** 31, patience = 5000, headers = HEADERS }: Fuzzed): Promise<void> {
  process.stdout.write(`fuzz ${valid.route}: seed ${String(seed)}\n`);
  const event = gatewayEvent(valid);
  const property = fc.asyncProperty(fc.array(mutations(), { maxLength: 3 }), async (changes) => {
    const sent = changes.reduce((changed, change) => change(changed), structuredClone(event));
    checkAnswer((await withPatience(handler(sent), patience)) as Answer, headers);
  });
  await fc.assert(property, { numRuns: runs, seed });
}

async function withPatience(answer: Promise<unknown>, milliseconds: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('No answer.'));
    }, milliseconds);
  });
  return Promise.race([answer, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** In one comparison for an answer: it is made for thousands. */
function checkAnswer(answer: Answer, insisted: readonly string[]): void {
  expect(faultsOf(answer, insisted)).toEqual([]);
}

function faultsOf({ statusCode, headers, body }: Answer, insisted: readonly string[]): readonly string[] {
  return [
    ...(statusCode >= 200 && statusCode !== 500 ? [] : [`The status is ${String(statusCode)}.`]),
    ...(typeof body === 'string' && !STACK.test(body) ? [] : [`The body isn't text, or has a stack trace: ${String(body)}`]),
    ...insisted.filter((name) => !Object.hasOwn(headers, name)).map((name) => `There is no ${name}.`),
    ...Object.entries(headers).flatMap(([name, value]) => (isHeaderValue(value) ? [] : [`${name} is ${JSON.stringify(value)}.`])),
    ...(statusCode >= 400 ? faultsOfProblem(statusCode, headers, String(body)) : []),
  ];
}

function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' && !/[\r\n\0]/.test(value);
}

/** RFC 9457 */
function faultsOfProblem(status: number, headers: Answer['headers'], body: string): readonly string[] {
  const problem = JSON.parse(body) as Record<string, unknown>;
  const { code, correlationId } = problem;
  const sound =
    headers['Content-Type'] === 'application/problem+json' &&
    Object.keys(problem).sort().join() === 'code,correlationId,detail,status,title,type' &&
    problem.type === 'about:blank' &&
    problem.status === status &&
    typeof code === 'string' &&
    /^[a-z]+(-[a-z]+)*$/.test(code) &&
    correlationId === headers['X-Request-ID'];
  return sound ? [] : [`The problem isn't one of ours: ${JSON.stringify(headers)} ${body}`];
}

const oddText = () =>
  fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 40 }),
    fc.constantFrom(
      '',
      ' ',
      '\0',
      '\r\nSet-Cookie: a=b',
      '\ud800',
      '\u202Eabc',
      'ﬀ',
      '‮',
      '__proto__',
      'constructor',
      '../../etc/passwd',
      '%00',
      '${7*7}',
      "' OR 1=1 --",
      '𝒶'.repeat(50),
    ),
  );

const json = () => fc.json({ maxDepth: 4 });

const oddBody = (): fc.Arbitrary<string> =>
  fc.oneof(
    json(),
    oddText(),
    fc.constantFrom(
      '{',
      '[]',
      'null',
      '"text"',
      '{"a":1,"a":2}',
      '{"__proto__":{"admin":true}}',
      '{"constructor":{"prototype":{"admin":true}}}',
      '{"\\u005f_proto__":1}',
      '\uFEFF{}',
      '{"a":1e999}',
      '[1,]',
      '{"a":"\\ud800"}',
    ),
    fc.integer({ min: 1, max: 4000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
    fc.constantFrom(-1, 0, 1, 100).map((more) => JSON.stringify('a'.repeat(LARGEST - 2 + more))),
  );

const oddHeader = () =>
  fc.constantFrom(
    'Content-Type',
    'content-type',
    'Origin',
    'Cookie',
    'X-Request-ID',
    'Authorization',
    'Content-Encoding',
    'Transfer-Encoding',
    'X-Forwarded-For',
    'User-Agent',
    '__proto__',
    'X\r\nY',
    'Content-Length',
  );

const oddHeaderValue = () =>
  fc.oneof(
    oddText(),
    fc.constantFrom(
      'text/plain',
      'application/json; charset=utf-16',
      'application/json, text/html',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=a',
      'gzip',
      'chunked',
      'null',
      'https://evil.example',
      'Bearer a.b.c',
      '__Host-refresh=a; __Host-refresh=b',
      '__Host-refresh=../..',
      '__Host-sign-in=%00',
      'a'.repeat(9000),
    ),
  );

/** Puts another value into one member of the body, at any depth of one. */
const memberMutation = (): fc.Arbitrary<Mutation> =>
  fc.tuple(fc.nat(), fc.oneof(fc.jsonValue({ maxDepth: 2 }), oddText())).map(([which, value]) => (event) => {
    const body = parse(event.body);
    if (typeof body !== 'object' || body === null) return event;
    const names = Object.keys(body);
    return { ...event, body: JSON.stringify({ ...body, [names[which % Math.max(1, names.length)] ?? 'extra']: value }) };
  });

function mutations(): fc.Arbitrary<Mutation> {
  return fc.oneof(
    memberMutation(),
    memberMutation(),
    oddBody().map((body): Mutation => (event) => ({ ...event, body })),
    fc.tuple(oddBody(), fc.boolean()).map(([body, isBase64Encoded]): Mutation => (event) => ({
      ...event,
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body, 'latin1').toString('base64') : body,
    })),
    fc.uint8Array({ maxLength: 60 }).map((bytes): Mutation => (event) => ({ ...event, isBase64Encoded: true, body: Buffer.from(bytes).toString('base64') })),
    fc.tuple(oddHeader(), fc.array(oddHeaderValue(), { maxLength: 2 })).map(([name, values]): Mutation => withHeader(name, values)),
    fc.constantFrom<Mutation>(
      (event) => ({ ...event, body: null }),
      (event) => ({ ...event, multiValueHeaders: null }),
      (event) => ({ ...event, headers: null, multiValueHeaders: null }),
      (event) => ({ ...event, body: typeof event.body === 'string' ? event.body.replace(/^\{(.+)\}$/s, '{$1,$1}') : event.body }),
    ),
    fc.constantFrom('HEAD', 'OPTIONS', 'TRACE', 'PUT', 'get', '').map((httpMethod): Mutation => (event) => ({ ...event, httpMethod })),
    oddText().map((text): Mutation => (event) => ({ ...event, pathParameters: mapValues(event.pathParameters, text) })),
    fc
      .dictionary(oddText(), fc.array(oddText(), { maxLength: 2 }), { maxKeys: 3 })
      .map((query): Mutation => (event) => ({ ...event, multiValueQueryStringParameters: query })),
  );
}

const withHeader =
  (name: string, values: readonly string[]): Mutation =>
  (event) => ({ ...event, multiValueHeaders: Object.fromEntries([...Object.entries((event.multiValueHeaders as object | null) ?? {}), [name, values]]) });

function mapValues(values: unknown, text: string): unknown {
  return typeof values === 'object' && values !== null ? Object.fromEntries(Object.keys(values).map((name) => [name, text])) : values;
}

function parse(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
