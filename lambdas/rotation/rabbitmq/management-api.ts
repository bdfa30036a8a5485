import { request } from 'node:https';
import type { BrokerAddress, BrokerLogin } from './broker-address';
import { BrokerFailedError, BrokerLoginRefusedError } from './errors';

/** One call of the management API. */
export interface Call {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** The parts of the path after `/api/`, as they are: they get encoded. */
  readonly path: readonly string[];
  readonly body?: unknown;
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

const TIMEOUT_MILLISECONDS = 5000;
const LONGEST_REPLY = 1_048_576;
const UNAUTHORIZED = 401;
const NOT_FOUND = 404;

/**
 * The API by which users of a RabbitMQ broker are changed; Amazon MQ's own is for ActiveMQ alone.
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-basic-elements-user.html
 */
export class ManagementApi {
  constructor(private readonly address: BrokerAddress) {}

  /**
   * Calls it, and gives its JSON; `undefined` for what isn't there, and for an answer without content.
   * @throws {BrokerLoginRefusedError} when it refuses the login
   * @throws {BrokerFailedError} when it does anything else; Node.js's error when there is no secure connection
   */
  async call(login: BrokerLogin, call: Call): Promise<unknown> {
    const { status, text } = await this.#send(login, call);
    if (status === UNAUTHORIZED) throw new BrokerLoginRefusedError();
    if (status === NOT_FOUND) return undefined;
    if (status < 200 || status > 299) throw new BrokerFailedError(describe(call), `HTTP status ${String(status)}`);
    return text === '' ? undefined : parse(text, call);
  }

  #send({ username, password }: BrokerLogin, { method, path, body }: Call): Promise<Reply> {
    const { host, managementPort, authorities } = this.address;
    const content = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request({
        host,
        port: managementPort,
        servername: host,
        ca: authorities,
        minVersion: 'TLSv1.2',
        agent: false,
        method,
        path: `/api/${path.map(encodeURIComponent).join('/')}`,
        auth: `${username}:${password.reveal()}`,
        headers: { accept: 'application/json', 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) },
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
      sent.on('error', (error) => {
        reject(asTimeout(error));
      });
      sent.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > LONGEST_REPLY) response.destroy(new BrokerFailedError(describe({ method, path }), 'an answer beyond 1 MiB'));
        });
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text });
        });
      });
      sent.end(content);
    });
  }
}

/** Without what the path names. */
function describe({ method, path }: Call): string {
  return `${method} /api/${path[0] ?? ''}`;
}

function parse(text: string, call: Call): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BrokerFailedError(describe(call), 'an answer that is no JSON');
  }
}

function asTimeout(error: Error): Error {
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? Object.assign(new Error('timeout expired'), { code: 'ETIMEDOUT' }) : error;
}
