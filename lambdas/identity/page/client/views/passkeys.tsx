import type { JSX } from 'preact';
import { addPasskey } from '../passkey';
import { Action } from '../ui/action';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import type { SectionProps } from './account';
import { Day } from './day';

/** The account's passkeys (IDN-5). */
export function Passkeys({ api, account, reload }: SectionProps): JSX.Element {
  return (
    <section class="card">
      <h2>Passkeys</h2>
      <ul class="list">
        {account.passkeys.map(({ id, name, created_at: created }) => (
          <li key={id} class="row">
            <span>
              {name}{' '}
              <span class="quiet">
                since <Day at={created} />
              </span>
            </span>
            <Action
              kind="danger"
              label={`Remove the passkey ${name}`}
              onAct={async () => {
                await api.call('DELETE', `/auth/passkeys/${encodeURIComponent(id)}`);
                await reload();
              }}
            >
              Remove
            </Action>
          </li>
        ))}
      </ul>
      <Form
        action="Add a passkey"
        onSubmit={async ({ name = '' }) => {
          await addPasskey(api, name);
          await reload();
        }}
      >
        <Field name="name" label="What to call it" autoComplete="off" maxLength={64} value="This device" />
      </Form>
    </section>
  );
}
