import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import { Message } from '../ui/message';
import type { SectionProps } from './account';
import { PASSWORD_HINT } from './register';

/** The password (IDN-12). */
export function Password({ api, account }: SectionProps): JSX.Element {
  const [done, setDone] = useState(0);
  return (
    <section class="card">
      <h2>Password</h2>
      {done > 0 && <Message kind="good">The password is changed. Other browsers are signed out.</Message>}
      <Form
        key={done}
        action="Change the password"
        onSubmit={async ({ current_password, new_password }) => {
          await api.call('POST', '/auth/password/change', { current_password, new_password });
          setDone(done + 1);
        }}
      >
        <input type="text" name="email" autocomplete="username" value={account.email} hidden readOnly />
        <Field name="current_password" label="Current password" type="password" autoComplete="current-password" />
        <Field name="new_password" label="New password" hint={PASSWORD_HINT} type="password" autoComplete="new-password" />
      </Form>
    </section>
  );
}
