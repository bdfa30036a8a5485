import type { Clock } from '../../shared/clock';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { keySetAt, type Edition } from '../../shared/key-set/key-set';
import { secondsOf } from '../../shared/seconds-of';

/** What API Gateway expects of a function behind it. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the answer is made from. */
export interface Surroundings {
  readonly keySet: { readonly read: () => Promise<Edition> };
  readonly clock: Clock;
  /** Takes one line. */
  readonly log: (record: Readonly<Record<string, string>>) => void;
}

/** A revoked key is to be refused everywhere within 60 s (IDN-10), so nobody may keep the set for longer. */
const MOST_SECONDS = 60;

/**
 * The key set as it is now, read each time. Nothing in it is secret. While the table doesn't answer, the answer says so:
 * verifiers go on with the set that they have, for as long as they may.
 * @throws {MalformedKeySetError} when the table holds no key set
 */
export async function answer({ keySet, clock, log }: Surroundings): Promise<Answer> {
  try {
    const { published } = await keySet.read();
    const body = JSON.stringify(keySetAt(published, secondsOf(clock)));
    return answerWith(200, 'application/jwk-set+json', `public, max-age=${String(MOST_SECONDS)}`, body);
  } catch (error) {
    if (!(error instanceof DependencyFailedError)) throw error;
    log({ error: error.name, message: error.message });
    return unavailable();
  }
}

/** RFC 9457. What failed is nobody's business outside. */
function unavailable(): Answer {
  const problem = { type: 'about:blank', title: 'Service Unavailable', status: 503, detail: "The key set can't be read at the moment. Try again." };
  return answerWith(problem.status, 'application/problem+json', 'no-store', JSON.stringify(problem));
}

function answerWith(statusCode: number, type: string, caching: string, body: string): Answer {
  return { statusCode, headers: { 'Content-Type': type, 'Cache-Control': caching, 'X-Content-Type-Options': 'nosniff' }, body };
}
