import type { Reply } from '../../shared/http/request';

/**
 * Sends the browser to our page, and nowhere else: nothing of a request decides where to. What the page is told stands in the
 * fragment, which no server sees, and is never a token (RFC 9700 §4.3).
 * @param told words and IDs of ours
 */
export function landOn(app: string, told: Readonly<Record<string, string>>, cookies: readonly string[] = []): Reply {
  const fragment = new URLSearchParams(told).toString();
  return { status: 303, headers: { Location: `${app}/${fragment === '' ? '' : `#${fragment}`}` }, cookies };
}
