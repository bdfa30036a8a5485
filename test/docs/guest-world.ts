import { readPrincipal } from '../../lambdas/shared/http/principal';
import type { Person } from '../../lambdas/shared/http/request';
import { placeOf, startAuthorizerCloud, type AuthorizerCloud } from '../lambdas/identity/authorizer/authorizer-cloud';
import { authorizerEvent } from '../lambdas/identity/authorizer/authorizer-event';
import { gatewayEvent, ORIGINS, type Sent } from '../support/gateway-event';
import { manualClock } from '../support/manual-clock';
import { ringText } from '../support/memory-key-ring';
import { runBundle } from '../support/run-bundle';
import { ORIGIN, somebody, TokenWorld } from '../support/token-world';

const RINGS = ['peppers', 'session-keys', 'hash-keys', 'origin-keys'] as const;
const TIER = { limit: 100, windowSeconds: 60 };

/** What a test says of a request to a guest. */
export interface Asked extends Pick<Sent, 'principal'> {
  readonly invoice?: string;
  readonly body?: unknown;
}

/** What was answered. */
export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The built authorizer and the built function of a guest, in a checkout, on a cloud of their own. */
export class GuestWorld {
  private constructor(
    readonly cloud: AuthorizerCloud,
    private readonly tokens: TokenWorld,
    private readonly checkout: string,
    private readonly policySet: string,
  ) {}

  static async start(checkout: string, policySet: string): Promise<GuestWorld> {
    const cloud = await startAuthorizerCloud();
    const tokens = await TokenWorld.make(manualClock(Date.now()));
    const { number, published } = await tokens.store.read();
    cloud.items.set(placeOf('key-set', 'signing-keys', 'published'), { edition: { N: String(number) }, document: { S: JSON.stringify(published) } });
    for (const ring of RINGS) cloud.secrets.set(ring, ringText([1], ring));
    return new GuestWorld(cloud, tokens, checkout, policySet);
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }

  /** What the authorizer decides. */
  async decide(route: string, person: Partial<Person> | undefined): Promise<Readonly<Record<string, unknown>>> {
    const authorization = person === undefined ? {} : { authorization: `Bearer ${await this.tokens.issuer.issue(somebody(person))}` };
    const { answer, stderr } = await runBundle('identity/authorizer', authorizerEvent({ route, ...authorization }), this.variables, this.checkout);
    if (answer === null) return { failure: /^[a-z-]+: .*$/m.exec(stderr)?.[0] };
    const { policyDocument, context } = answer as { policyDocument: { Statement: [{ Effect: string }] }; context: Record<string, string> };
    return { effect: policyDocument.Statement[0].Effect, ...context };
  }

  /** Somebody whose requests come by the authorizer, as the gateway lets them. */
  caller(person: Partial<Person>): (route: string, asked: Omit<Asked, 'principal'>) => Promise<Answered> {
    return async (route, asked) => {
      const { effect, ...context } = await this.decide(route, person);
      const principal = readPrincipal(context);
      if (effect !== 'Allow' || principal === undefined) throw new Error(`${route} is ${String(effect)}: ${JSON.stringify(context)}`);
      return this.ask(route, { ...asked, principal });
    };
  }

  /** What the function answers. */
  async ask(route: string, { invoice, ...sent }: Asked, variables: Readonly<Record<string, string>> = {}): Promise<Answered> {
    const event = gatewayEvent({ route, ...(invoice === undefined ? {} : { params: { invoice } }), ...sent });
    const { answer, stderr } = await runBundle('guests/invoices', event, { ...this.variables, ...variables }, this.checkout);
    if (answer === null) throw new Error(stderr);
    const { statusCode, body } = answer as { statusCode: number; body: string };
    return { status: statusCode, body: body === '' ? {} : (JSON.parse(body) as Answered['body']) };
  }

  private get variables(): Readonly<Record<string, string>> {
    return {
      ACCOUNTS_TABLE: 'accounts',
      SESSIONS_TABLE: 'sessions',
      OUTBOX_TABLE: 'outbox',
      KEY_SET_TABLE: 'key-set',
      COUNTERS_TABLE: 'counters',
      GUEST_INVOICES_TABLE: 'guest-invoices',
      ...Object.fromEntries(RINGS.map((ring) => [`${ring.replaceAll('-', '_').toUpperCase()}_SECRET`, ring])),
      RATE_LIMITS: JSON.stringify({ admin: TIER, anonymous: TIER, apiKey: TIER, authenticated: TIER }),
      API_ORIGIN: ORIGIN,
      APP_ORIGIN: ORIGINS.app,
      SITE_ORIGIN: ORIGINS.site,
      POLICY_SET: this.policySet,
      AWS_ENDPOINT_URL: this.cloud.url,
    };
  }
}
