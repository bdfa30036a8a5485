import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { ServerIdentity } from '../../support/postgres-certificate';
import type { BrokerUsersDouble } from './broker-users-double';

const HEADER_BYTES = 8;
const FRAME_OVERHEAD = 8;
const FRAME_END = 0xce;

/** Methods of AMQP 0-9-1 by class and number. https://www.rabbitmq.com/docs/amqp-0-9-1-reference */
const CONNECTION = { start: [10, 10], startOk: [10, 11], tune: [10, 30], open: [10, 40], openOk: [10, 41], close: [10, 50], closeOk: [10, 51] } as const;
const CHANNEL = { open: [20, 10], openOk: [20, 11], close: [20, 40], closeOk: [20, 41] } as const;
type Method = readonly [classId: number, methodId: number];

/** The part of a broker that a client logs in to: connections, virtual hosts and channels, without messages. */
export class BrokerAmqpDouble {
  readonly #connections = new Set<Connection>();
  /** Whether it takes connections and says nothing. */
  silent = false;

  constructor(private readonly users: BrokerUsersDouble) {
    users.removed = (username) => {
      for (const connection of this.#connections) if (connection.username === username) connection.end(320, 'CONNECTION_FORCED - user was deleted');
    };
  }

  listen({ certificate, key }: ServerIdentity): Server {
    return createServer({ cert: certificate, key }, (socket) => {
      if (this.silent) return;
      const connection = new Connection(socket, this.users);
      this.#connections.add(connection);
      socket.on('close', () => this.#connections.delete(connection)).on('error', () => undefined);
    }).listen(0, '127.0.0.1');
  }
}

class Connection {
  username = '';
  #unread = Buffer.alloc(0);
  #begun = false;

  constructor(
    private readonly socket: TLSSocket,
    private readonly users: BrokerUsersDouble,
  ) {
    socket.on('data', (chunk: Buffer) => {
      this.#unread = Buffer.concat([this.#unread, chunk]);
      this.#read();
    });
  }

  end(code: number, reason: string): void {
    this.#send(0, CONNECTION.close, Buffer.concat([short(code), shortText(reason), short(0), short(0)]));
    this.socket.end();
  }

  #read(): void {
    if (!this.#begun && this.#unread.length >= HEADER_BYTES) this.#begin();
    while (this.#begun && this.#unread.length >= FRAME_OVERHEAD) {
      const size = this.#unread.readUInt32BE(3);
      if (this.#unread.length < size + FRAME_OVERHEAD) return;
      const [channel, payload] = [this.#unread.readUInt16BE(1), this.#unread.subarray(7, 7 + size)];
      this.#unread = this.#unread.subarray(size + FRAME_OVERHEAD);
      this.#answer(channel, [payload.readUInt16BE(0), payload.readUInt16BE(2)], payload.subarray(4));
    }
  }

  #begin(): void {
    this.#begun = true;
    this.#unread = this.#unread.subarray(HEADER_BYTES);
    this.#send(0, CONNECTION.start, Buffer.concat([Buffer.from([0, 9]), long(0), longText('PLAIN'), longText('en_US')]));
  }

  #answer(channel: number, method: Method, content: Buffer): void {
    const is = (other: Method): boolean => other[0] === method[0] && other[1] === method[1];
    if (is(CONNECTION.startOk)) this.#logIn(content);
    else if (is(CONNECTION.open)) this.#enter(content.toString('utf8', 1, 1 + content.readUInt8(0)));
    else if (is(CONNECTION.close)) this.#send(0, CONNECTION.closeOk);
    else if (is(CHANNEL.open)) this.#send(channel, CHANNEL.openOk, long(0));
    else if (is(CHANNEL.close)) this.#send(channel, CHANNEL.closeOk);
  }

  /** After a table of properties and the mechanism's name: an empty identity, the user, and the password (RFC 4616). */
  #logIn(content: Buffer): void {
    const mechanism = 4 + content.readUInt32BE(0);
    const response = mechanism + 1 + content.readUInt8(mechanism);
    const [, username = '', password = ''] = content.toString('utf8', response + 4, response + 4 + content.readUInt32BE(response)).split('\0');
    if (!this.users.lets(username, password)) {
      this.end(403, 'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.');
      return;
    }
    this.username = username;
    this.#send(0, CONNECTION.tune, Buffer.concat([short(2047), long(131072), short(60)]));
  }

  #enter(vhost: string): void {
    const allowed = this.users.find(this.username)?.permissions.has(vhost) === true;
    if (allowed) this.#send(0, CONNECTION.openOk, shortText(''));
    else this.end(530, `NOT_ALLOWED - access to vhost '${vhost}' refused for user '${this.username}'`);
  }

  #send(channel: number, [classId, methodId]: Method, content: Buffer = Buffer.alloc(0)): void {
    const payload = Buffer.concat([short(classId), short(methodId), content]);
    this.socket.write(Buffer.concat([Buffer.from([1]), short(channel), long(payload.length), payload, Buffer.from([FRAME_END])]));
  }
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function shortText(value: string): Buffer {
  return Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
}

function longText(value: string): Buffer {
  return Buffer.concat([long(value.length), Buffer.from(value)]);
}
