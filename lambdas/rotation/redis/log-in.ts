import { once } from 'node:events';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import type { SecretValue } from '../../shared/secrets/secret-value';
import { CacheAnswerError, CacheLoginRefusedError, SessionsNotEndedError } from './errors';

/** Where the cache is, and whose certificates vouch for it. */
export interface CacheAddress {
  readonly host: string;
  readonly port: number;
  /** Certificates of the authorities that may have signed the server's, in PEM. */
  readonly authorities: string;
}

const TIMEOUT_MILLISECONDS = 5000;
const LONGEST_ANSWER = 1024;

/** Of the protocol three commands are used, two at a time, so no client library: it would double the function's size and start. */
const ANSWERS = 2;
/** How many it ended. */
const COUNT = /^:[0-9]+$/;

/**
 * Logs in to the cache over TLS and asks for a sign of life.
 * @throws {CacheLoginRefusedError} when the cache refuses the login
 * @throws {CacheAnswerError} when it answers anything else; Node.js's error when there is no secure connection
 */
export async function logIn(address: CacheAddress, username: string, password: SecretValue): Promise<void> {
  if ((await ask(address, username, password, ['PING'])) !== '+PONG') throw new CacheAnswerError();
}

/**
 * Logs in and ends all other sessions of the user, whichever of its passwords opened them. Reaches the sessions of the one
 * server that the address leads to. https://valkey.io/commands/client-kill/
 * @throws {SessionsNotEndedError} when the cache doesn't let the user do that; else what `logIn` throws
 */
export async function endOtherSessions(address: CacheAddress, username: string, password: SecretValue): Promise<void> {
  const answer = await ask(address, username, password, ['CLIENT', 'KILL', 'USER', username, 'SKIPME', 'yes']);
  if (!COUNT.test(answer)) throw new SessionsNotEndedError();
}

/** The first line of what it answers to a command, once it has let the user in. */
async function ask(address: CacheAddress, username: string, password: SecretValue, words: readonly string[]): Promise<string> {
  const socket = await openSecurely(address);
  try {
    socket.write(command('AUTH', username, password.reveal()) + command(...words));
    const [login, answer = ''] = await lines(socket);
    if (login?.startsWith('-WRONGPASS') === true) throw new CacheLoginRefusedError();
    if (login !== '+OK') throw new CacheAnswerError();
    return answer;
  } finally {
    socket.destroy();
  }
}

/** Opens a verified TLS connection, and fails when that takes too long. */
export async function openSecurely({ host, port, authorities }: CacheAddress): Promise<TLSSocket> {
  const socket = connect({
    host,
    port,
    ca: authorities,
    minVersion: 'TLSv1.2',
    servername: host,
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
  });
  socket.setNoDelay(true);
  socket.setTimeout(TIMEOUT_MILLISECONDS, () => {
    socket.destroy(Object.assign(new Error('timeout expired'), { code: 'ETIMEDOUT' }));
  });
  await once(socket, 'secureConnect');
  return socket;
}

/** An array of bulk strings. https://redis.io/docs/latest/develop/reference/protocol-spec/ */
function command(...words: readonly string[]): string {
  return `*${String(words.length)}\r\n${words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`).join('')}`;
}

async function lines(socket: TLSSocket): Promise<readonly string[]> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    const complete = text.split('\r\n').slice(0, -1);
    if (complete.length >= ANSWERS || text.length > LONGEST_ANSWER) return complete;
  }
  throw new CacheAnswerError();
}
