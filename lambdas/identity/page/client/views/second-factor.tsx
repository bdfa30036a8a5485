import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../app';
import type { Factor, MfaRequired } from '../calls';
import { signInByPasskey } from '../passkey';
import { Action } from '../ui/action';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import { Heading } from '../ui/heading';
import { Message } from '../ui/message';
import { Back, follow } from './sign-in';

const NAMES: Readonly<Record<Factor, string>> = Object.freeze({
  passkey: 'Use a passkey',
  'recovery-code': 'Use a recovery code',
  sms: 'Get a code by text message',
  totp: 'Use the authenticator app',
});

/** The second factor of a sign-in. */
export function SecondFactor(props: ViewProps & { readonly signIn: MfaRequired }): JSX.Element {
  const { signIn, go } = props;
  const [factor, choose] = useState<Factor>(signIn.methods[0] ?? 'recovery-code');
  return (
    <>
      <Heading>One more step</Heading>
      <section class="card">
        <Chosen key={factor} {...props} factor={factor} />
        <div class="links">
          {signIn.methods
            .filter((other) => other !== factor)
            .map((other) => (
              <button
                key={other}
                type="button"
                class="plain"
                onClick={() => {
                  choose(other);
                }}
              >
                {NAMES[other]}
              </button>
            ))}
        </div>
      </section>
      <Back go={go} />
    </>
  );
}

function Chosen(props: ViewProps & { readonly signIn: MfaRequired; readonly factor: Factor }): JSX.Element {
  const { api, signIn, factor } = props;
  const [sent, setSent] = useState(false);
  if (factor === 'passkey') {
    return (
      <Action
        kind="main"
        whole
        onAct={async () => {
          follow(props, await signInByPasskey(api, signIn.session_id));
        }}
      >
        Use a passkey
      </Action>
    );
  }
  if (factor === 'sms' && !sent) {
    return (
      <Action
        kind="main"
        whole
        onAct={async () => {
          await api.call('POST', '/auth/mfa/sms', { session_id: signIn.session_id });
          setSent(true);
        }}
      >
        Send me a code
      </Action>
    );
  }
  return (
    <Form
      action="Continue"
      onSubmit={async ({ code = '' }) => {
        const name = factor === 'recovery-code' ? 'recovery_code' : `${factor}_code`;
        follow(props, await api.call('POST', '/auth/mfa', { session_id: signIn.session_id, [name]: code.trim() }));
      }}
    >
      {sent && <Message kind="good">The code is on its way.</Message>}
      {factor === 'recovery-code' ? (
        <Field name="code" label="Recovery code" autoComplete="off" maxLength={32} focus />
      ) : (
        <Field name="code" label="Six-digit code" autoComplete="one-time-code" inputMode="numeric" maxLength={6} focus />
      )}
    </Form>
  );
}
