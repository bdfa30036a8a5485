import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ListedSession } from '../calls';
import { textOf } from '../problem';
import { Action } from '../ui/action';
import { Message } from '../ui/message';
import type { SectionProps } from './account';
import { Day } from './day';

/** Where the account is signed in (IDN-9). */
export function Sessions({ api, leaveEverywhere }: SectionProps & { readonly leaveEverywhere: () => Promise<void> }): JSX.Element {
  const [sessions, setSessions] = useState<readonly ListedSession[]>([]);
  const [failure, setFailure] = useState<string>();
  const load = async (): Promise<void> => {
    setSessions((await api.call<{ sessions: readonly ListedSession[] }>('GET', '/auth/sessions')).sessions);
  };
  useEffect(() => {
    load().catch((error: unknown) => {
      setFailure(textOf(error));
    });
  }, []);
  return (
    <section class="card">
      <h2>Signed in</h2>
      {failure !== undefined && <Message kind="bad">{failure}</Message>}
      <ul class="list">
        {sessions.map(({ id, current, browser, address, last_used_at: used }) => (
          <li key={id} class="row">
            <span>
              {current ? <strong>This browser</strong> : browser}{' '}
              <span class="quiet">
                {address}, last used <Day at={used} />
              </span>
            </span>
            {!current && (
              <Action
                kind="danger"
                label={`Sign out ${browser} at ${address}`}
                onAct={async () => {
                  await api.call('DELETE', `/auth/sessions/${encodeURIComponent(id)}`);
                  await load();
                }}
              >
                Sign out
              </Action>
            )}
          </li>
        ))}
      </ul>
      <Action onAct={leaveEverywhere}>Sign out everywhere</Action>
    </section>
  );
}
