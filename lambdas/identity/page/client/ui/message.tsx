import type { ComponentChildren, JSX } from 'preact';

/** Says how something went; read out at once. */
export function Message({ kind, children }: { readonly kind: 'bad' | 'good'; readonly children: ComponentChildren }): JSX.Element {
  return (
    <p class={`message ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}
