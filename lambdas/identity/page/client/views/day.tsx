import type { JSX } from 'preact';

/** A moment, given in ISO 8601, as the person's own language writes it. */
export function Day({ at }: { readonly at: string }): JSX.Element {
  const moment = new Date(at);
  return <time dateTime={moment.toISOString()}>{moment.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time>;
}
