import { Problem, problemOf, unreached } from './problem';

type Method = 'DELETE' | 'GET' | 'POST';

/** What a sign-in, a refresh and a step-up answer with. */
export interface SignedIn {
  readonly access_token: string;
}

const UNAUTHENTICATED = 401;
const STEP_UP = 'step-up-required';

/**
 * The API, called with the access token, which is held here, in memory, and nowhere else (IDN-9). When it has expired it is
 * refreshed by the cookie and the call made again; when an action asks who one is, the person is asked and the call made again.
 */
export class Api {
  #token: string | undefined;
  #refreshing: Promise<boolean> | undefined;

  /** @param proveAgain asks the person; false when they'd rather not */
  constructor(
    private readonly origin: string,
    private readonly proveAgain: () => Promise<boolean>,
  ) {}

  /** Keeps the token of an answer. */
  keep({ access_token: token }: SignedIn): void {
    this.#token = token;
  }

  forget(): void {
    this.#token = undefined;
  }

  /** A new access token by the refresh cookie; false when there is no session. Callers at the same time share one request. */
  async refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refreshOnce().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /**
   * An answer's document; `undefined` where it has none.
   * @throws {Problem}
   */
  async call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
    try {
      return await this.#send<Answer>(method, path, body);
    } catch (error) {
      if (!(error instanceof Problem) || this.#token === undefined || !(await this.#mended(error))) throw error;
      return this.#send<Answer>(method, path, body);
    }
  }

  async #mended({ status, code }: Problem): Promise<boolean> {
    if (code === STEP_UP) return this.proveAgain();
    return status === UNAUTHENTICATED && (await this.refresh());
  }

  async #refreshOnce(): Promise<boolean> {
    try {
      this.keep(await this.#send<SignedIn>('POST', '/auth/refresh', undefined));
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== UNAUTHENTICATED) throw error;
      this.forget();
      return false;
    }
  }

  async #send<Answer>(method: Method, path: string, body: unknown): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      credentials: 'include',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    }).catch(() => undefined);
    if (response === undefined) throw unreached();
    if (!response.ok) throw await problemOf(response);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }
}
