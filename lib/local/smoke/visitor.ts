import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Front } from '../front/front';
import { noteSecret, noteSecrets } from './used-secrets';

/** An answer as a browser gets it. */
export interface VisitorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
}

const accessToken = z.object({ access_token: z.string() });

/** Somebody at a browser of their own: keeps cookies as browsers do, and the access token in memory. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  #token: string | undefined;

  /**
   * @param from the address on loopback that they come from, and the origin of the page that calls
   */
  constructor(
    private readonly front: Front,
    private readonly authority: string,
    private readonly from: { readonly address?: string; readonly origin?: string } = {},
  ) {}

  /** The cookies, for who steals them. */
  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  takeCookies(cookies: ReadonlyMap<string, string>): void {
    for (const [name, value] of cookies) this.#cookies.set(name, value);
  }

  /** Calls the API as the page does. */
  async call(
    method: 'DELETE' | 'GET' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<VisitorAnswer> {
    noteSecrets(this.front, body, 'request');
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const answer = await this.#send(this.front.origins.api, method, path, sent, {
      Origin: this.from.origin ?? this.front.origins.app,
      ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` }),
      ...headers,
    });
    noteSecrets(this.front, answer.body, 'answer');
    const signedIn = accessToken.safeParse(answer.body);
    if (signedIn.success) this.#token = signedIn.data.access_token;
    return answer;
  }

  /** Opens the page. */
  async open(): Promise<VisitorAnswer> {
    return this.visit(new URL(this.front.origins.app));
  }

  /** Goes to an address of the page or the API as a browser does that is sent there: a provider's answer in it is a secret. */
  async visit({ origin, pathname, search, searchParams }: URL): Promise<VisitorAnswer> {
    for (const name of ['code', 'state']) noteSecret(this.front, searchParams.get(name) ?? '');
    return this.#send(origin, 'GET', `${pathname}${search}`, undefined, {});
  }

  forgetToken(): void {
    this.#token = undefined;
  }

  async #send(origin: string, method: string, path: string, body: string | undefined, headers: Readonly<Record<string, string>>): Promise<VisitorAnswer> {
    const { hostname, host } = new URL(origin);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          localAddress: this.from.address ?? '127.0.0.1',
          port: this.front.port,
          servername: hostname,
          ca: this.authority,
          method,
          path,
          headers: { Host: host, ...(cookie === '' ? {} : { Cookie: cookie }), ...headers },
        },
        (incoming) => {
          this.#keep(incoming.headers['set-cookie'] ?? []);
          text(incoming).then(
            (read) => {
              resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bodyOf(read, incoming.headers['content-type']) });
            },
            (error: unknown) => {
              reject(error instanceof Error ? error : new Error(String(error)));
            },
          );
        },
      );
      outgoing.on('error', reject).end(body);
    });
  }

  /** Lax and Strict alike: page and API are one site. */
  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      noteSecret(this.front, value);
      if (/;\s*max-age=0\b/i.test(line) || value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

function bodyOf(read: string, type = ''): unknown {
  return read !== '' && /[/+]json\b/.test(type) ? JSON.parse(read) : read;
}
