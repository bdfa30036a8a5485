import type { JSX } from 'preact';
import type { SignedIn } from '../api';
import type { Place, ViewProps } from '../app';
import type { MfaRequired } from '../calls';
import { signInByPasskey } from '../passkey';
import { Action } from '../ui/action';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import { Heading } from '../ui/heading';
import { Message } from '../ui/message';

/** Goes where an answer to a sign-in leads. */
export function follow({ api, go }: ViewProps, answer: MfaRequired | SignedIn): void {
  if ('mfa_required' in answer) {
    go({ at: 'second-factor', sign_in: answer });
    return;
  }
  api.keep(answer);
  go({ at: 'account' });
}

/** Email address and password, a passkey, or another provider. */
export function SignIn(props: ViewProps & { readonly place: Extract<Place, { readonly at: 'sign-in' }> }): JSX.Element {
  const { api, settings, go } = props;
  const { notice, problem } = props.place;
  return (
    <>
      <Heading>Sign in</Heading>
      {notice !== undefined && <Message kind="good">{notice}</Message>}
      {problem !== undefined && <Message kind="bad">{problem}</Message>}
      <section class="card">
        <Form
          action="Sign in"
          onSubmit={async ({ email, password }) => {
            follow(props, await api.call('POST', '/auth/login', { email, password }));
          }}
        >
          <Field name="email" label="Email address" type="email" autoComplete="username" maxLength={254} />
          <Field name="password" label="Password" type="password" autoComplete="current-password" />
        </Form>
        <div class="or">or</div>
        <Action
          whole
          onAct={async () => {
            follow(props, await signInByPasskey(api));
          }}
        >
          Sign in with a passkey
        </Action>
        {settings.providers.map(({ id, name }) => (
          <a key={id} class="button whole" href={`${settings.api}/auth/sso/${encodeURIComponent(id)}`}>
            Sign in with {name}
          </a>
        ))}
      </section>
      <p class="links">
        <Link to="register" go={go}>
          Create an account
        </Link>
        <Link to="reset" go={go}>
          Forgot the password?
        </Link>
        <Link to="recovery" go={go}>
          Lost your second factor?
        </Link>
      </p>
    </>
  );
}

function Link({ to, go, children }: { readonly to: 'recovery' | 'register' | 'reset'; readonly go: ViewProps['go']; readonly children: string }): JSX.Element {
  return (
    <button
      type="button"
      class="plain"
      onClick={() => {
        go({ at: to });
      }}
    >
      {children}
    </button>
  );
}

/** A way back to the beginning. */
export function Back({ go }: Pick<ViewProps, 'go'>): JSX.Element {
  return (
    <button
      type="button"
      class="plain"
      onClick={() => {
        go({ at: 'sign-in' });
      }}
    >
      Back to signing in
    </button>
  );
}
