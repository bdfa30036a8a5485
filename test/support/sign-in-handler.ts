import { signInRoutes } from '../../lambdas/identity/sign-in/routes';
import { createHandler } from '../../lambdas/shared/http/create-handler';
import { gatewayEvent, ORIGINS, type Sent } from './gateway-event';
import type { SignInWorld } from './sign-in-world';
import { UNLIMITED } from './unlimited-tiers';

/** An answer of the gateway's integration. */
export interface SignInAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** The function's handler over the ports of a test, and what it logged. */
export function signInHandler({ parts, time }: SignInWorld) {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const log = (line: Readonly<Record<string, unknown>>) => void lines.push(line);
  const handler = createHandler({ service: 'sign-in', origins: ORIGINS, tiers: UNLIMITED, routes: signInRoutes(parts), log, clock: time.clock });
  const send = async (sent: Sent) => (await handler(gatewayEvent(sent))) as unknown as SignInAnswer;
  return { handler, send, lines };
}
