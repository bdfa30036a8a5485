import type { Clock } from '../clock';
import { DependencyFailedError } from '../dependency-failed-error';
import type { RateTiers } from '../limits/rate-tiers';
import type { log as writeLine } from '../log';
import { answerOf, type Answer } from './answer';
import { corsHeaders } from './cors';
import { requireOrigin, type Origins } from './origins';
import { RateLimitedError } from './errors';
import { findRoute } from './find-route';
import { callerOf, correlationIdOf, originOf, parseEvent, readEvent, type GatewayEvent, type ParsedEvent } from './parse-event';
import { problemReply } from './problem';
import { Refusal } from './refusal';
import type { Reply } from './request';
import type { RouteTable } from './route';

/** What a function that answers requests is made of. */
export interface HandlerParts<Routes extends RouteTable> {
  /** The function's name. */
  readonly service: string;
  readonly origins: Origins;
  readonly routes: Routes;
  readonly tiers: RateTiers;
  readonly log: typeof writeLine;
  readonly clock: Clock;
}

/** What is known of a request, as far as it came. */
interface Progress {
  route: string;
  origin: string | undefined;
  /** Calls that the caller has left; none, as long as they aren't known. */
  remaining: number;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * A function behind API Gateway. Whatever the event, it answers: what a route replies, or a problem (RFC 9457). It writes one line for
 * each request, with the route and what came of it, and nothing of what was sent.
 */
export function createHandler<Routes extends RouteTable>(parts: HandlerParts<Routes>): (event: unknown) => Promise<Answer> {
  return async (received) => {
    const started = parts.clock();
    const event = readEvent(received);
    const correlationId = correlationIdOf(event);
    const progress: Progress = { route: 'unknown', origin: originOf(event), remaining: 0 };
    const insisted = () => ({
      ...corsHeaders(progress.origin, parts.origins),
      'X-Request-ID': correlationId,
      'X-RateLimit-Remaining': String(progress.remaining),
    });
    const line = (status: number, more: object) => {
      const { service, clock } = parts;
      parts.log({ service, route: progress.route, status, correlationId, milliseconds: clock() - started, ...more });
    };
    try {
      const answer = answerOf(await replyTo(parts, event, correlationId, progress), insisted());
      line(answer.statusCode, {});
      return answer;
    } catch (error) {
      const problem = problemReply(error, correlationId);
      line(problem.status, { code: problem.body.code, ...insideOf(error) });
      return answerOf(problem, insisted());
    }
  };
}

async function replyTo<Routes extends RouteTable>(
  parts: HandlerParts<Routes>,
  event: GatewayEvent | undefined,
  correlationId: string,
  progress: Progress,
): Promise<Reply> {
  await takeCall(parts.tiers, event, progress);
  const parsed = parseEvent(event, correlationId);
  progress.origin = parsed.request.headers.origin;
  const { name, route } = findRoute(parts.routes, parsed);
  progress.route = name;
  checkOrigin(parsed, route.cookieAuthenticated, parts.origins);
  return route.run(parsed.request, parsed.raw);
}

/**
 * Before anything of the request is looked at but who makes it: what is malformed, or goes nowhere, is counted as well (EDGE-12).
 * @throws {RateLimitedError} when nothing is left
 */
async function takeCall(tiers: RateTiers, event: GatewayEvent | undefined, progress: Progress): Promise<void> {
  if (event === undefined) return;
  const { allowed, remaining, retryAfterSeconds } = await tiers.take(callerOf(event));
  progress.remaining = remaining;
  if (!allowed) throw new RateLimitedError(retryAfterSeconds);
}

/** A page that isn't ours changes nothing, whatever decides who calls; a cookie demands to be told whose page it is. */
function checkOrigin({ method, request }: ParsedEvent, cookieAuthenticated: boolean, origins: Origins): void {
  if (SAFE_METHODS.has(method)) return;
  if (cookieAuthenticated || request.headers.origin !== undefined) requireOrigin(request, origins);
}

/** For the log. Only errors of ours have messages that tell nothing personal; of any other, the places where it arose. */
function insideOf(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof Refusal) return {};
  if (error instanceof DependencyFailedError) return { error: error.name, message: error.message };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame));
  return { error: error.name, at: frames.slice(0, 8).map((frame) => frame.trim()) };
}
