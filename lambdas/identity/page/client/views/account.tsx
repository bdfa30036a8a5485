import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Api } from '../api';
import type { ViewProps } from '../app';
import type { AccountView } from '../calls';
import { textOf } from '../problem';
import { Action } from '../ui/action';
import { Heading } from '../ui/heading';
import { Message } from '../ui/message';
import { ApiKeys } from './api-keys';
import { Authenticator } from './authenticator';
import { Day } from './day';
import { Passkeys } from './passkeys';
import { Password } from './password';
import { RecoveryCodes } from './recovery-codes';
import { Sessions } from './sessions';
import { YourData } from './your-data';

/** What every section of the account is given. */
export interface SectionProps {
  readonly api: Api;
  readonly account: AccountView;
  /** Reads the account anew. */
  readonly reload: () => Promise<void>;
}

/** Somebody asked for a recovery: who is signed in can stop it (IDN-18). */
function PendingRecovery({ api, reload, from }: SectionProps & { readonly from: string }): JSX.Element {
  return (
    <section class="card">
      <h2>A recovery waits</h2>
      <p>
        Somebody who knows the password asked to remove your second factors. It is possible from <Day at={from} />.
      </p>
      <Action
        kind="danger"
        onAct={async () => {
          await api.call('DELETE', '/auth/recovery');
          await reload();
        }}
      >
        Stop it
      </Action>
    </section>
  );
}

/** The account of who is signed in. */
export function Account({ api, go }: ViewProps): JSX.Element {
  const [account, setAccount] = useState<AccountView>();
  const [failure, setFailure] = useState<string>();
  const reload = async (): Promise<void> => {
    setAccount(await api.call<AccountView>('GET', '/auth/account'));
  };
  useEffect(() => {
    reload().catch((error: unknown) => {
      setFailure(textOf(error));
    });
  }, []);
  const leave = async (everywhere: boolean): Promise<void> => {
    await api.call('POST', '/auth/logout', { everywhere });
    api.forget();
    go({ at: 'sign-in', notice: everywhere ? 'You are signed out everywhere.' : 'You are signed out.' });
  };
  const section = account && { api, account, reload };
  return (
    <>
      <header class="top">
        <Heading>Your account</Heading>
        <Action kind="plain" onAct={() => leave(false)}>
          Sign out
        </Action>
      </header>
      {failure !== undefined && <Message kind="bad">{failure}</Message>}
      {section !== undefined && (
        <>
          <p class="quiet">
            Signed in as <strong>{section.account.email}</strong>
          </p>
          {section.account.recovery !== null && <PendingRecovery {...section} from={section.account.recovery.possible_from} />}
          <Authenticator {...section} />
          <Passkeys {...section} />
          <RecoveryCodes {...section} />
          <Password {...section} />
          <Sessions {...section} leaveEverywhere={() => leave(true)} />
          <ApiKeys {...section} />
          <YourData {...section} />
        </>
      )}
    </>
  );
}
