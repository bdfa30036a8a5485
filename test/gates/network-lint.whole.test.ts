import { proves } from '../support/proves';
import { lintPlanted } from './lint-planted';

const MESSAGE = 'Functions open no connection of their own: call outside by outboundFetch of lambdas/shared/outbound (NET-8).';

/** Each opens a connection of its own, or gets hold of what does. */
const CONNECTING = [
  "export const answer = fetch('http://169.254.169.254/latest/meta-data/');",
  "export const answer = globalThis.fetch('https://example.com/');",
  "export const socket = new WebSocket('wss://example.com/');",
  "export const events = new EventSource('https://example.com/');",
  "import { get } from 'node:http'; export const answer = get('http://10.0.0.1/');",
  "import * as https from 'https'; export const answer = https.get('https://example.com/');",
  "import https from 'node:https'; export const answer = https.get('https://example.com/');",
  "export { connect } from 'node:net';",
  "import { connect } from 'tls'; export const socket = connect(443, 'example.com');",
  "import { connect } from 'node:http2'; export const session = connect('https://example.com');",
  "import { createSocket } from 'node:dgram'; export const socket = createSocket('udp4');",
  "import { resolve4 } from 'node:dns/promises'; export const found = resolve4('example.com');",
  "export const later = import('node:net');",
  "export const later = process.getBuiltinModule('net');",
  "import { request } from 'undici'; export const answer = request('https://example.com/');",
];

/** None of these does. */
const QUIET = [
  "import { isIP } from 'node:net'; export const kind = isIP('::1');",
  "import { STATUS_CODES } from 'node:http'; export const phrase = STATUS_CODES[404];",
  "import type { IncomingMessage } from 'node:http'; export type Answer = IncomingMessage;",
  "import { createHash } from 'node:crypto'; export const hash = createHash('sha256');",
];

describe('the gate of calls outside', () => {
  let refused: readonly string[];
  const planted = [...CONNECTING, ...QUIET].map((line, index) => [`lambdas/guests/planted-${String(index)}.ts`, line] as const);
  const fileOf = (line: string): string => planted.find(([, text]) => text === line)?.[0] ?? '';

  beforeAll(() => {
    const found = lintPlanted(Object.fromEntries([...planted, ['lambdas/shared/outbound/planted.ts', CONNECTING.slice(4, 6).join('\n')]]));
    refused = found.filter(({ message }) => message.includes(MESSAGE)).map(({ file }) => file);
  }, 60_000);

  it.each(CONNECTING)('refuses %s', (line) => {
    expect(refused).toContain(fileOf(line));
  });

  it.each(QUIET)('takes %s', (line) => {
    expect(refused).not.toContain(fileOf(line));
  });

  proves({ control: 'NET-8', part: 'outbound-client', evidence: 'in-process' }, 'a function or a guest that opens a connection of its own fails lint', () => {
    expect(new Set(refused)).toEqual(new Set(CONNECTING.map(fileOf)));
  });
});
