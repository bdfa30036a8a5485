import type { Reply, Request } from './request';

/** A list of entity tags (RFC 9110 §8.8.3), as headers of conditions hold it. */
const LIST = /^(?:W\/)?"[!#-~]*"(?:[ \t]*,[ \t]*(?:W\/)?"[!#-~]*")*$/;
const TAG = /(?:W\/)?"[!#-~]*"/g;

/**
 * Whether `If-Match` admits a change of what has this tag: `*`, or a list with it (RFC 9110 §13.1.1). Weak tags match nothing there.
 * @param tag strong, quoted
 */
export function isExpected(ifMatch: string, tag: string): boolean {
  return ifMatch === '*' || tagsOf(ifMatch).includes(tag);
}

/**
 * What who has this version already is answered: 304 with its tag and no body (RFC 9110 §13.1.2, §15.4.5). It shows nothing.
 * @param tag strong, quoted
 * @returns `undefined` for who doesn't say so by `If-None-Match`
 */
export function unchanged({ headers }: Pick<Request<unknown>, 'headers'>, tag: string): Reply | undefined {
  const { 'if-none-match': known = '' } = headers;
  const has = known === '*' || tagsOf(known).some((one) => one === tag || one === `W/${tag}`);
  return has ? { status: 304, headers: { ETag: tag } } : undefined;
}

function tagsOf(list: string): readonly string[] {
  return LIST.test(list) ? (list.match(TAG) ?? []) : [];
}
