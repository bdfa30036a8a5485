import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import type { Api, SignedIn } from './api';
import type { AuthenticationCeremony, MfaRequired, RegistrationCeremony } from './calls';
import { Problem } from './problem';

/** Signs in by a passkey, alone or as the second factor of a sign-in. */
export async function signInByPasskey(api: Api, session_id?: string): Promise<MfaRequired | SignedIn> {
  return prove(api, '/auth/passkeys/authentication', session_id === undefined ? {} : { session_id });
}

/** Proves again who one is. */
export async function stepUpByPasskey(api: Api): Promise<SignedIn> {
  return prove(api, '/auth/passkeys/step-up', {});
}

async function prove<Answer>(api: Api, path: string, about: Readonly<Record<string, string>>): Promise<Answer> {
  const { ceremony_id, options } = await api.call<AuthenticationCeremony>('POST', `${path}/options`, about);
  const credential = await asked(startAuthentication({ optionsJSON: options }));
  return api.call<Answer>('POST', path, { ceremony_id, credential });
}

/** Makes a passkey. */
export async function addPasskey(api: Api, name: string): Promise<void> {
  const { ceremony_id, options } = await api.call<RegistrationCeremony>('POST', '/auth/passkeys/registration/options', {});
  const credential = await asked(startRegistration({ optionsJSON: options }));
  await api.call('POST', '/auth/passkeys/registration', { ceremony_id, name, credential });
}

/** What the browser refuses, in words for people. */
async function asked<Answer>(ceremony: Promise<Answer>): Promise<Answer> {
  return ceremony.catch((error: unknown) => {
    const known = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    throw new Problem(0, 'passkey', known ? 'This device has a passkey for the account already.' : 'The passkey was not used. Try again, or take another way.');
  });
}
