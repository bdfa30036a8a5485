import type { ComponentChildren, JSX } from 'preact';

/** A view's title, which has the focus when the view comes, so that a screen reader begins there. */
export function Heading({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <h1 tabIndex={-1}>{children}</h1>;
}
