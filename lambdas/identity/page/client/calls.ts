import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';

/** What a person can prove themselves with, after the password. */
export type Factor = 'passkey' | 'recovery-code' | 'sms' | 'totp';

/** A sign-in that waits for a second factor. */
export interface MfaRequired {
  readonly mfa_required: true;
  readonly session_id: string;
  readonly methods: readonly Factor[];
}

/** A signed-in browser of the account. */
export interface ListedSession {
  readonly id: string;
  readonly current: boolean;
  readonly address: string;
  readonly browser: string;
  readonly created_at: string;
  readonly last_used_at: string;
}

/** The account as its owner sees it. */
export interface AccountView {
  readonly id: string;
  readonly email: string;
  readonly has_password: boolean;
  readonly totp: { readonly enrolled_at: string } | null;
  readonly phone: { readonly ending: string } | null;
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly created_at: string }[];
  readonly recovery_codes: { readonly left: number; readonly low: boolean };
  readonly links: readonly { readonly provider: string }[];
  /** A recovery that waits: whoever didn't ask for it stops it here. */
  readonly recovery: { readonly possible_from: string } | null;
  /** An erasure that waits. */
  readonly erasure: { readonly due_at: string } | null;
  readonly restriction: { readonly ground: string } | null;
}

/** An API key without its secret. */
export interface ListedKey {
  readonly key_id: string;
  readonly name: string;
  readonly expires_at: string;
  readonly in_use: boolean;
}

/** A passkey is to be made. */
export interface RegistrationCeremony {
  readonly ceremony_id: string;
  readonly options: PublicKeyCredentialCreationOptionsJSON;
}

/** A passkey is to be used. */
export interface AuthenticationCeremony {
  readonly ceremony_id: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}
