import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Action } from '../ui/action';
import { Field } from '../ui/field';
import { Form } from '../ui/form';
import type { SectionProps } from './account';
import { Codes } from './codes';

/** What setting up an authenticator app begins with. */
interface Enrolment {
  readonly secret: string;
  readonly uri: string;
  /** An SVG image. */
  readonly qr: string;
}

/** The authenticator app (IDN-4). */
export function Authenticator({ api, account, reload }: SectionProps): JSX.Element {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <section class="card">
      <h2>Authenticator app</h2>
      {codes !== undefined && <Codes codes={codes} />}
      {account.totp !== null ? (
        <div class="row">
          <span>On</span>
          <Action
            kind="danger"
            label="Remove the authenticator app"
            onAct={async () => {
              await api.call('DELETE', '/auth/mfa');
              setCodes(undefined);
              await reload();
            }}
          >
            Remove
          </Action>
        </div>
      ) : enrolment === undefined ? (
        <>
          <p class="quiet">A code from an app on your phone, after the password.</p>
          <Action
            onAct={async () => {
              setEnrolment(await api.call<Enrolment>('POST', '/auth/mfa/setup'));
            }}
          >
            Set up
          </Action>
        </>
      ) : (
        <>
          <p>Scan this with the app, or type the key in. It isn’t shown again.</p>
          <img class="qr" alt="QR code for the authenticator app; the key is below" src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr)}`} />
          <p>
            <code>{enrolment.secret}</code>
          </p>
          <Form
            action="Turn it on"
            onSubmit={async ({ totp_code = '' }) => {
              const { recovery_codes } = await api.call<{ recovery_codes: readonly string[] }>('POST', '/auth/mfa/verify', {
                totp_code: totp_code.trim(),
              });
              setCodes(recovery_codes);
              setEnrolment(undefined);
              await reload();
            }}
          >
            <Field name="totp_code" label="Six-digit code" autoComplete="one-time-code" inputMode="numeric" maxLength={6} focus />
          </Form>
        </>
      )}
    </section>
  );
}
