import type { KeyedHash } from '../../shared/rings/key-ring';

/** The roles of T§3.2 that an account can have in its tenant. */
export type Role = 'ADMIN' | 'MEMBER' | 'OWNER' | 'SUPER_ADMIN' | 'VIEWER';

/** An authenticator app (IDN-4). */
export interface Totp {
  /** Sealed under USER_MFA, base64url. */
  readonly sealedSecret: string;
  readonly enrolledAt: number;
  /** The last step whose code was accepted: none up to it is accepted again (RFC 6238 §5.2). */
  readonly lastStep: number;
}

/** A WebAuthn credential (IDN-5). */
export interface Passkey {
  /** The credential's ID, base64url. */
  readonly id: string;
  /** What its owner calls it. */
  readonly name: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}

/** A phone for text messages, the fallback (IDN-6). */
export interface Phone {
  /** Sealed under USER_MFA, base64url. */
  readonly sealedNumber: string;
  /** Its last two digits. */
  readonly ending: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly confirmedAt: number;
}

/** A browser that signed in before (IDN-2): the hash of its cookie. */
export interface KnownDevice {
  readonly hash: KeyedHash;
  readonly seenAt: number;
}

/** An account at another identity provider (IDN-11). */
export interface Link {
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly linkedAt: number;
}

/** Why a person had the processing of their data restricted: the grounds of GDPR art. 18(1)(a) to (d). */
export const RESTRICTION_GROUNDS = ['accuracy', 'unlawful', 'claims', 'objection'] as const;

/** One of {@link RESTRICTION_GROUNDS}. */
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number];

/** That a person's data are kept, and shown to nobody else, until they lift it. */
export interface Restriction {
  readonly ground: RestrictionGround;
  readonly since: number;
}

/** A tenant that an account was in before, where what it made and sealed there stays. */
export interface FormerTenant {
  readonly tenant: string;
  /** Whether nobody was left in it: what is in it is nobody else's then. */
  readonly leftEmpty: boolean;
}

/** An account, whole: one record, so that what changes together is written together. Times are seconds since 1970. */
export interface Account {
  /** A UUID: the user's name in Cognito, `sub` in tokens, and the pseudonym in audit events. */
  readonly id: string;
  readonly tenant: string;
  readonly roles: readonly Role[];
  /** Custom roles that they hold beside, by ID: the tenant's own, or some of P's (AZN-2). One that is gone grants nothing. */
  readonly customRoles?: readonly string[];
  /** When they came into this tenant from another; absent for who was made in it. */
  readonly memberSince?: number;
  /** Absent for who never moved. */
  readonly formerTenants?: readonly FormerTenant[];
  readonly status: 'active' | 'suspended';
  readonly emailHash: KeyedHash;
  /** False for who only ever came by single sign-on or passkey. */
  readonly hasPassword: boolean;
  readonly createdAt: number;
  readonly lastLoginAt?: number;
  readonly passwordChangedAt?: number;
  readonly totp?: Totp;
  readonly phone?: Phone;
  readonly passkeys: readonly Passkey[];
  /** The unused ones. */
  readonly recoveryCodes: readonly KeyedHash[];
  readonly devices: readonly KnownDevice[];
  readonly links: readonly Link[];
  readonly restriction?: Restriction;
  /** Sessions that began before it are revoked, all at once. */
  readonly sessionsValidFrom: number;
}
