import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../app';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import { Heading } from '../ui/heading';
import { Message } from '../ui/message';
import { Back } from './sign-in';

export const PASSWORD_HINT = 'At least 15 characters; a few words that only you would put together are good.';

/** A new account: the address first, then the code that came there, and a password. */
export function Register({ api, go }: ViewProps): JSX.Element {
  const [begun, setBegun] = useState<{ readonly registration: string; readonly email: string }>();
  return (
    <>
      <Heading>Create an account</Heading>
      <section class="card">
        {begun === undefined ? (
          <Form
            action="Send me a code"
            onSubmit={async ({ email = '' }) => {
              const { registration } = await api.call<{ registration: string }>('POST', '/auth/register', { email });
              setBegun({ registration, email });
            }}
          >
            <Field name="email" label="Email address" type="email" autoComplete="username" maxLength={254} focus />
          </Form>
        ) : (
          <Form
            action="Create the account"
            onSubmit={async ({ code = '', password }) => {
              await api.call('POST', '/auth/register/confirm', { registration: begun.registration, code: code.trim(), password });
              go({ at: 'sign-in', notice: 'The account is there. Sign in with it.' });
            }}
          >
            <Message kind="good">We sent a mail to {begun.email}.</Message>
            <Field name="code" label="Code from the mail" autoComplete="one-time-code" inputMode="numeric" maxLength={8} focus />
            <Field name="password" label="New password" hint={PASSWORD_HINT} type="password" autoComplete="new-password" />
          </Form>
        )}
      </section>
      <Back go={go} />
    </>
  );
}
