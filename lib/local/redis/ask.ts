import { connect as connectPlain, type NetConnectOpts } from 'node:net';
import { connect as connectTls } from 'node:tls';

const TIMEOUT_MILLISECONDS = 5000;

/** Where a Redis listens: plain on a socket or port, or by TLS with an authority. */
export type Address = NetConnectOpts & { readonly ca?: string };

/** Who asks. */
export interface RedisLogin {
  readonly username: string;
  readonly password: string;
}

/**
 * One command of a user, and the last line of the answer: enough for a health check.
 * https://redis.io/docs/latest/develop/reference/protocol-spec/
 * @throws {Error} when it doesn't connect, or the answer is an error
 */
export async function ask(address: Address, { username, password }: RedisLogin, command: readonly string[]): Promise<string> {
  const socket = address.ca === undefined ? connectPlain(address) : connectTls({ ...address, ca: address.ca, servername: 'localhost' });
  socket.setTimeout(TIMEOUT_MILLISECONDS, () => socket.destroy(new Error(`no answer in ${String(TIMEOUT_MILLISECONDS)} ms`)));
  try {
    socket.write(encode(['AUTH', username, password]) + encode(command) + encode(['QUIT']));
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    const lines = text.split('\r\n').filter((line) => line !== '');
    const refused = lines.find((line) => line.startsWith('-'));
    if (refused !== undefined || lines.length < 3) throw new Error(refused ?? 'the connection was closed before the answer');
    return lines.at(-2) ?? '';
  } finally {
    socket.destroy();
  }
}

function encode(words: readonly string[]): string {
  return `*${String(words.length)}\r\n${words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`).join('')}`;
}
