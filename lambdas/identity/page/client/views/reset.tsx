import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../app';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import { Heading } from '../ui/heading';
import { Message } from '../ui/message';
import { PASSWORD_HINT } from './register';
import { Back } from './sign-in';

/** A forgotten password. */
export function Reset({ api, go }: ViewProps): JSX.Element {
  const [begun, setBegun] = useState<{ readonly reset: string; readonly email: string }>();
  return (
    <>
      <Heading>Set a new password</Heading>
      <section class="card">
        {begun === undefined ? (
          <Form
            action="Send me a code"
            onSubmit={async ({ email = '' }) => {
              const { reset } = await api.call<{ reset: string }>('POST', '/auth/password/reset', { email });
              setBegun({ reset, email });
            }}
          >
            <Field name="email" label="Email address" type="email" autoComplete="username" maxLength={254} focus />
          </Form>
        ) : (
          <Form
            action="Set the password"
            onSubmit={async ({ code = '', password }) => {
              await api.call('POST', '/auth/password/reset/confirm', { reset: begun.reset, code: code.trim(), password });
              go({ at: 'sign-in', notice: 'The password is set. You are signed out everywhere.' });
            }}
          >
            <Message kind="good">If there is an account, a mail is on its way to {begun.email}.</Message>
            <Field name="code" label="Code from the mail" autoComplete="one-time-code" inputMode="numeric" maxLength={8} focus />
            <Field name="password" label="New password" hint={PASSWORD_HINT} type="password" autoComplete="new-password" />
          </Form>
        )}
      </section>
      <Back go={go} />
    </>
  );
}
