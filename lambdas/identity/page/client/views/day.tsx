import type { JSX } from 'preact';

/** A moment, as the person's own language writes it. */
export function Day({ at }: { readonly at: string }): JSX.Element {
  return <time dateTime={at}>{new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time>;
}
