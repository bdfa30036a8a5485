import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

/** What a field is made from: the attributes of an input, and what it is called. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'email' | 'number' | 'password' | 'tel' | 'text';
  /** What the browser may fill in. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autoComplete: string;
  readonly inputMode?: 'numeric';
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly value?: string;
  readonly focus?: boolean;
}

/** A labelled input, with its hint read out beside it. */
export function Field({ name, label, hint, type = 'text', autoComplete, inputMode, required = true, maxLength = 256, value, focus }: FieldProps): JSX.Element {
  const id = useId();
  const focused = (element: HTMLInputElement | null): void => {
    if (focus === true && element?.dataset.focused === undefined) {
      element?.focus();
      if (element !== null) element.dataset.focused = '';
    }
  };
  return (
    <>
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={focused}
        name={name}
        type={type}
        autocomplete={autoComplete}
        {...(inputMode === undefined ? {} : { inputMode })}
        required={required}
        maxLength={maxLength}
        {...(value === undefined ? {} : { defaultValue: value })}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}
