import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { textOf } from '../problem';
import { Message } from './message';

/** What a form is made from. */
export interface FormProps {
  /** What its button says. */
  readonly action: string;
  /** Takes the fields by name; what it throws is shown. */
  readonly onSubmit: (fields: Readonly<Record<string, string>>) => Promise<void>;
  readonly children?: ComponentChildren;
}

/** A form that is sent once at a time, shows what went wrong, and then has the focus where that is read out. */
export function Form({ action, onSubmit, children }: FormProps): JSX.Element {
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const alive = useRef(true);
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    const fields = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
    setSending(true);
    setFailure(undefined);
    await onSubmit(fields).catch((error: unknown) => {
      setFailure(textOf(error));
    });
    if (alive.current) setSending(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {children}
      {failure !== undefined && <Message kind="bad">{failure}</Message>}
      <button class="main whole" type="submit" disabled={sending} aria-busy={sending}>
        {action}
      </button>
    </form>
  );
}
