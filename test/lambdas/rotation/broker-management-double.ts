import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ServerIdentity } from '../../support/postgres-certificate';
import type { BrokerUsersDouble, StoredUser } from './broker-users-double';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

interface Call {
  readonly method: string;
  readonly path: readonly string[];
  readonly body: Readonly<Record<string, string>>;
}

const NOT_FOUND: Answer = { status: 404, body: { error: 'Object Not Found', reason: 'Not Found' } };
const REFUSED: Answer = { status: 401, body: { error: 'not_authorized', reason: 'Not_Authorized' } };
const DONE: Answer = { status: 204 };

/** RabbitMQ's management API for users, as its reference describes it. https://www.rabbitmq.com/docs/http-api-reference */
export class BrokerManagementDouble {
  /** What was called, as method and path. */
  readonly calls: string[] = [];
  /** Answers in place of the API, when it gives something. */
  instead: () => Answer | undefined = () => undefined;

  constructor(private readonly users: BrokerUsersDouble) {}

  listen({ certificate, key }: ServerIdentity): Server {
    return createServer({ cert: certificate, key }, (request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    }).listen(0, '127.0.0.1');
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const content = await text(request);
    const { method = '', url = '' } = request;
    this.calls.push(`${method} ${url}`);
    const login = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    const [username = '', password = ''] = login.split(':');
    const body = content === '' ? {} : (JSON.parse(content) as Call['body']);
    return this.instead() ?? this.#authorized(username, password, { method, body, path: url.split('/').slice(2).map(decodeURIComponent) });
  }

  #authorized(username: string, password: string, call: Call): Answer {
    const tags = this.users.find(username)?.tags ?? [];
    if (!this.users.lets(username, password) || tags.length === 0) return REFUSED;
    if (call.path[0] === 'whoami') return { status: 200, body: { name: username, tags } };
    return tags.includes('administrator') ? this.#administrate(call) : REFUSED;
  }

  #administrate({ method, path: [kind = '', first = '', second = ''], body }: Call): Answer {
    if (kind === 'users') return second === '' ? this.#user(method, first, body) : this.#permissionsOf(first, second);
    const user = this.users.find(second);
    if (user === undefined) return NOT_FOUND;
    if (kind === 'permissions') return change(user.permissions, method, first, { vhost: first, ...body });
    if (kind !== 'topic-permissions') return NOT_FOUND;
    if (method === 'PUT') return change(user.topicPermissions, method, `${first}|${String(body.exchange)}`, { vhost: first, ...body });
    for (const key of [...user.topicPermissions.keys()]) if (key.startsWith(`${first}|`)) user.topicPermissions.delete(key);
    return DONE;
  }

  #user(method: string, username: string, body: Call['body']): Answer {
    if (method === 'DELETE') return this.users.remove(username) ? DONE : NOT_FOUND;
    if (method === 'PUT')
      return this.users.put(username, { password_hash: body.password_hash ?? '', tags: (body.tags ?? '').split(',').filter((tag) => tag !== '') })
        ? { status: 201 }
        : DONE;
    const user = this.users.find(username);
    return user === undefined ? NOT_FOUND : { status: 200, body: { name: username, password_hash: user.password_hash, tags: user.tags, limits: {} } };
  }

  #permissionsOf(username: string, kind: string): Answer {
    const user: StoredUser | undefined = this.users.find(username);
    if (user === undefined) return NOT_FOUND;
    const found = kind === 'permissions' ? user.permissions : user.topicPermissions;
    return { status: 200, body: [...found.values()].map((permission) => ({ user: username, ...permission })) };
  }
}

function change<Value>(map: Map<string, Value>, method: string, key: string, value: unknown): Answer {
  if (method === 'DELETE') return map.delete(key) ? DONE : NOT_FOUND;
  map.set(key, value as Value);
  return { status: 201 };
}
