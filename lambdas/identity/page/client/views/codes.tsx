import type { JSX } from 'preact';
import { Message } from '../ui/message';

/** New recovery codes, which are shown this once. */
export function Codes({ codes }: { readonly codes: readonly string[] }): JSX.Element {
  return (
    <>
      <Message kind="good">Keep these recovery codes. Each works once, and they aren’t shown again.</Message>
      <ul class="codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </>
  );
}
