import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Api } from './api';
import type { MfaRequired } from './calls';
import { textOf } from './problem';
import type { Settings } from './settings';
import { Message } from './ui/message';
import { Account } from './views/account';
import { Recovery } from './views/recovery';
import { Register } from './views/register';
import { Reset } from './views/reset';
import { SecondFactor } from './views/second-factor';
import { SignIn } from './views/sign-in';
import { StepUp } from './views/step-up';

/** Where a person is. */
export type Place =
  | { readonly at: 'account' | 'loading' | 'recovery' | 'register' | 'reset' }
  | { readonly at: 'second-factor'; readonly sign_in: MfaRequired }
  | { readonly at: 'sign-in'; readonly notice?: string; readonly problem?: string };

/** What every view is given. */
export interface ViewProps {
  readonly api: Api;
  readonly settings: Settings;
  readonly go: (place: Place) => void;
}

/** The whole page. */
export function App({ settings }: { readonly settings: Settings }): JSX.Element {
  const [place, go] = useState<Place>({ at: 'loading' });
  const [failure, setFailure] = useState<string>();
  const [proving, setProving] = useState<(proved: boolean) => void>();
  const api = useMemo(
    () =>
      new Api(
        settings.api,
        () =>
          new Promise<boolean>((resolve) => {
            setProving(() => resolve);
          }),
      ),
    [],
  );
  useEffect(() => {
    begin(api).then(go, (error: unknown) => {
      setFailure(textOf(error));
      go({ at: 'sign-in' });
    });
  }, []);
  const heading = useRef<HTMLElement>(null);
  // Before the view is painted: nobody's first key may go elsewhere.
  useLayoutEffect(() => {
    heading.current?.querySelector('h1')?.focus();
  }, [place.at]);
  const view = { api, settings, go };
  return (
    <main ref={heading} class={place.at === 'account' ? 'wide' : ''} aria-busy={place.at === 'loading'}>
      {failure !== undefined && <Message kind="bad">{failure}</Message>}
      <View place={place} view={view} />
      {proving !== undefined && (
        <StepUp
          {...view}
          onEnd={(proved) => {
            setProving(undefined);
            proving(proved);
          }}
        />
      )}
    </main>
  );
}

/** Whoever comes back from single sign-on may have a second factor to show; everybody else may have a session. */
async function begin(api: Api): Promise<Place> {
  const answer = new URLSearchParams(location.hash.slice(1));
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  const id = answer.get('session_id');
  if (id !== null) {
    const methods = (answer.get('methods') ?? '').split(',').filter(isFactor);
    return { at: 'second-factor', sign_in: { mfa_required: true, session_id: id, methods } };
  }
  if (await api.refresh()) return { at: 'account' };
  const problem = answer.get('problem');
  return { at: 'sign-in', ...(problem === null ? {} : { problem: 'The other account could not be used to sign in.' }) };
}

function isFactor(text: string): text is MfaRequired['methods'][number] {
  return ['passkey', 'recovery-code', 'sms', 'totp'].includes(text);
}

function View({ place, view }: { readonly place: Place; readonly view: ViewProps }): JSX.Element {
  switch (place.at) {
    case 'loading':
      return <p role="status">One moment …</p>;
    case 'sign-in':
      return <SignIn {...view} place={place} />;
    case 'second-factor':
      return <SecondFactor {...view} signIn={place.sign_in} />;
    case 'register':
      return <Register {...view} />;
    case 'reset':
      return <Reset {...view} />;
    case 'recovery':
      return <Recovery {...view} />;
    case 'account':
      return <Account {...view} />;
  }
}
