import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { CertificateFiles } from '../certificates/certificate-files';
import { listenOnLoopback } from '../processes/free-port';
import { edgeHeaders, isEdgeHeader } from './edge-headers';
import { hostOf, pathInEmulator, type DeployedApi, type Hosts } from './address';

/** What the front is made from. */
export interface FrontProps {
  /** The emulator's, by TLS. */
  readonly endpoint: string;
  readonly certificates: CertificateFiles;
  /** The origins as the deployed functions know them. */
  readonly origins: { readonly app: string; readonly api: string };
  readonly api: DeployedApi;
  /** What proves to the authorizer that a request came through here. */
  readonly originSecret: () => Promise<string | undefined>;
}

/** Stands where CloudFront will: the page's and the API's host names over TLS, before the emulator's API Gateway. */
export interface Front {
  readonly port: number;
  readonly origins: FrontProps['origins'];
  /** Whether it has the port that the origins name, so that a browser finds it. */
  readonly inPlace: boolean;
  readonly stop: () => Promise<void>;
}

/** Of one connection, and not of the message (RFC 9110 §7.6.1); and what only the front may say. */
const NOT_PASSED_ON = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'forwarded',
  'x-forwarded-for',
]);

/** Listens on loopback, on the port of the origins or, when that is taken, on another. */
export async function startFront(props: FrontProps): Promise<Front> {
  const { certificateFile, keyFile, authority } = props.certificates;
  const agent = new Agent({ ca: authority, keepAlive: true });
  const server = createServer({ cert: readFileSync(certificateFile), key: readFileSync(keyFile), minVersion: 'TLSv1.2' }, (incoming, outgoing) => {
    passOn(incoming, outgoing, props, agent).catch(() => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502, { 'Content-Type': 'text/plain' }).end('The emulator did not answer.\n');
    });
  });
  const wanted = Number(new URL(props.origins.app).port);
  const port = await listenOnLoopback(server, wanted);
  return {
    port,
    origins: props.origins,
    inPlace: port === wanted,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      agent.destroy();
    },
  };
}

async function passOn(incoming: IncomingMessage, outgoing: ServerResponse, props: FrontProps, agent: Agent): Promise<void> {
  const path = pathInEmulator(hostOf(incoming.headers.host), incoming.url ?? '/', hostsOf(props.origins), props.api);
  if (path === undefined) {
    outgoing.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is nothing here.\n');
    return;
  }
  const behind = request(new URL(path, props.endpoint), { method: incoming.method, headers: headersOf(incoming, await props.originSecret()), agent });
  const [answer] = (await Promise.all([answerOf(behind), pipeline(incoming, behind)])) as [IncomingMessage, undefined];
  outgoing.writeHead(answer.statusCode ?? 502, withoutHops(answer));
  await pipeline(answer, outgoing);
}

async function answerOf(behind: ReturnType<typeof request>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    behind.on('response', resolve).on('error', reject);
  });
}

function hostsOf({ app, api }: FrontProps['origins']): Hosts {
  return { app: new URL(app).hostname, api: new URL(api).hostname };
}

/** Address and country of the viewer are what the front saw, and nothing that the client says. */
function headersOf({ headers, socket }: IncomingMessage, originSecret: string | undefined): OutgoingHttpHeaders {
  const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name) && !isEdgeHeader(name));
  const address = socket.remoteAddress ?? '127.0.0.1';
  return { ...Object.fromEntries(passed), 'x-forwarded-for': address, ...edgeHeaders(address, originSecret) };
}

function withoutHops({ headers }: IncomingMessage): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name)));
}
