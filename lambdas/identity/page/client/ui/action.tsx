import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { textOf } from '../problem';
import { Message } from './message';

/** What an action is made from. */
export interface ActionProps {
  readonly onAct: () => Promise<void>;
  readonly kind?: 'danger' | 'main' | 'plain';
  readonly whole?: boolean;
  /** What a screen reader says where the text alone tells too little. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button that acts once at a time and shows what went wrong. */
export function Action({ onAct, kind, whole = false, label, children }: ActionProps): JSX.Element {
  const [failure, setFailure] = useState<string>();
  const [acting, setActing] = useState(false);
  const act = async (): Promise<void> => {
    setActing(true);
    setFailure(undefined);
    await onAct().catch((error: unknown) => {
      setFailure(textOf(error));
    });
    setActing(false);
  };
  return (
    <>
      <button
        type="button"
        class={[kind, whole ? 'whole' : undefined].filter(Boolean).join(' ')}
        disabled={acting}
        aria-busy={acting}
        {...(label === undefined ? {} : { 'aria-label': label })}
        onClick={() => void act()}
      >
        {children}
      </button>
      {failure !== undefined && <Message kind="bad">{failure}</Message>}
    </>
  );
}
