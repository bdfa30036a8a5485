import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../app';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import { Heading } from '../ui/heading';
import { Message } from '../ui/message';
import { Back } from './sign-in';

/** All factors are lost (IDN-18): ask, wait, complete; or stop what somebody else asked for. */
export function Recovery({ api, go }: ViewProps): JSX.Element {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Heading>Lost your second factor</Heading>
      <section class="card">
        <h2>Ask for a recovery</h2>
        <p class="quiet">It takes 72 hours. Until then anybody who can sign in to the account can stop it.</p>
        {asked ? (
          <Message kind="good">If there is an account, a mail is on its way with what comes next.</Message>
        ) : (
          <Form
            action="Ask for it"
            onSubmit={async ({ email, password }) => {
              await api.call('POST', '/auth/recovery', { email, password });
              setAsked(true);
            }}
          >
            <Field name="email" label="Email address" type="email" autoComplete="username" maxLength={254} />
            <Field name="password" label="Password" type="password" autoComplete="current-password" />
          </Form>
        )}
      </section>
      <section class="card">
        <h2>Complete it</h2>
        <Form
          action="Remove my second factors"
          onSubmit={async ({ code = '', password }) => {
            await api.call('POST', '/auth/recovery/complete', { code: code.trim(), password });
            go({ at: 'sign-in', notice: 'The second factors are removed. Sign in and set up new ones.' });
          }}
        >
          <Field name="code" label="Completion code from the mail" autoComplete="one-time-code" maxLength={64} />
          <Field name="password" label="Password" type="password" autoComplete="current-password" />
        </Form>
      </section>
      <Stop api={api} what="Stop one that isn’t yours" path="/auth/recovery/cancel" />
      <Stop api={api} what="Stop an erasure of your account" path="/auth/erasure/cancel" />
      <Back go={go} />
    </>
  );
}

/** By the code that every channel was sent, without a session. */
function Stop({ api, what, path }: Pick<ViewProps, 'api'> & { readonly what: string; readonly path: string }): JSX.Element {
  const [stopped, setStopped] = useState(false);
  return (
    <section class="card">
      <h2>{what}</h2>
      {stopped ? (
        <Message kind="good">It is stopped.</Message>
      ) : (
        <Form
          action="Stop it"
          onSubmit={async ({ code = '' }) => {
            await api.call('POST', path, { code: code.trim() });
            setStopped(true);
          }}
        >
          <Field name="code" label="Cancel code from the mail" autoComplete="one-time-code" maxLength={64} />
        </Form>
      )}
    </section>
  );
}
