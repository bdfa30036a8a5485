import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignedIn } from '../api';
import type { ViewProps } from '../app';
import { stepUpByPasskey } from '../passkey';
import { Action } from '../ui/action';
import { Field } from '../ui/field';
import { Form } from '../ui/form';

const WAYS = Object.freeze({ password: 'Password', totp_code: 'Code of the authenticator app', recovery_code: 'Recovery code' });
type Way = keyof typeof WAYS;

/** Asks who one is before a dangerous action (IDN-14). */
export function StepUp({ api, onEnd }: ViewProps & { readonly onEnd: (proved: boolean) => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [way, choose] = useState<Way>('password');
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const prove = (answer: SignedIn): void => {
    api.keep(answer);
    onEnd(true);
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="step-up"
      onClose={() => {
        onEnd(false);
      }}
    >
      <h2 id="step-up">Is it you?</h2>
      <p class="quiet">This needs a proof that is at most five minutes old.</p>
      <label for="step-up-way">By</label>
      <select
        id="step-up-way"
        value={way}
        onChange={({ currentTarget }) => {
          choose(currentTarget.value as Way);
        }}
      >
        {Object.entries(WAYS).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <Form
        key={way}
        action="Confirm"
        onSubmit={async ({ proof = '' }) => {
          prove(await api.call<SignedIn>('POST', '/auth/step-up', { [way]: way === 'password' ? proof : proof.trim() }));
        }}
      >
        {way === 'password' ? (
          <Field name="proof" label="Password" type="password" autoComplete="current-password" focus />
        ) : (
          <Field name="proof" label={WAYS[way]} autoComplete="one-time-code" maxLength={32} focus />
        )}
      </Form>
      <div class="or">or</div>
      <Action
        whole
        onAct={async () => {
          prove(await stepUpByPasskey(api));
        }}
      >
        Use a passkey
      </Action>
      <button
        type="button"
        class="plain"
        onClick={() => {
          onEnd(false);
        }}
      >
        Cancel
      </button>
    </dialog>
  );
}
