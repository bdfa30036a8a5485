import type { JSX } from 'preact';

/**
 * A moment, as the person's own language writes it.
 * @param at seconds since 1970, or ISO 8601
 */
export function Day({ at }: { readonly at: number | string }): JSX.Element {
  const moment = new Date(typeof at === 'number' ? at * 1000 : at);
  return <time dateTime={moment.toISOString()}>{moment.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time>;
}
