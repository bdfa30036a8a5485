import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ListedKey } from '../calls';
import { Problem, textOf } from '../problem';
import { Action } from '../ui/action';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import { Message } from '../ui/message';
import type { SectionProps } from './account';
import { Day } from './day';

const FORBIDDEN = 403;

/** API keys of service accounts (IDN-13); not shown to whom the tenant gives no right to them. */
export function ApiKeys({ api }: SectionProps): JSX.Element | null {
  const [keys, setKeys] = useState<readonly ListedKey[]>();
  const [failure, setFailure] = useState<string>();
  const [made, setMade] = useState<string>();
  const load = async (): Promise<void> => {
    setKeys((await api.call<{ api_keys: readonly ListedKey[] }>('GET', '/auth/api-keys')).api_keys.filter((key) => key.in_use));
  };
  useEffect(() => {
    load().catch((error: unknown) => {
      if (!(error instanceof Problem && error.status === FORBIDDEN)) setFailure(textOf(error));
    });
  }, []);
  if (keys === undefined) return failure === undefined ? null : <Message kind="bad">{failure}</Message>;
  return (
    <section class="card">
      <h2>API keys</h2>
      {made !== undefined && (
        <>
          <Message kind="good">Keep this key. It isn’t shown again.</Message>
          <p>
            <code>{made}</code>
          </p>
        </>
      )}
      <ul class="list">
        {keys.map(({ key_id: id, name, expires_at: expires }) => (
          <li key={id} class="row">
            <span>
              {name}{' '}
              <span class="quiet">
                until <Day at={expires} />
              </span>
            </span>
            <Action
              kind="danger"
              label={`Revoke the key ${name}`}
              onAct={async () => {
                await api.call('DELETE', `/auth/api-keys/${encodeURIComponent(id)}`);
                await load();
              }}
            >
              Revoke
            </Action>
          </li>
        ))}
      </ul>
      <Form
        action="Make a key"
        onSubmit={async ({ name, scopes = '', days }) => {
          const wanted = { name, scopes: scopes.split(/[\s,]+/).filter(Boolean), expires_in_days: Number(days) };
          const { api_key } = await api.call<{ api_key: string }>('POST', '/auth/api-keys', wanted);
          setMade(api_key);
          await load();
        }}
      >
        <Field name="name" label="What it is for" autoComplete="off" maxLength={64} />
        <Field name="scopes" label="Scopes" hint="What it may do, such as documents:read" autoComplete="off" maxLength={256} />
        <Field name="days" label="Days until it expires, 365 at most" type="number" autoComplete="off" value="90" />
      </Form>
    </section>
  );
}
