import * as z from 'zod/mini';
import type { Clock } from '../../shared/clock';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { Log, TriggerResponse } from '../adapters/trigger';
import { findLegacyUser } from '../domain/migration/find-legacy-user';
import { isMigrating, type MigrationWindow } from '../domain/migration/migration-window';
import { normaliseEmail } from '../domain/normalise-email';
import { uuid } from '../domain/records/fields';
import { TriggerRefusedError } from '../domain/triggers/errors';
import { eventOf } from '../domain/triggers/event';
import { matchesLegacyHash, readLegacyHash, type LegacyHash } from './legacy-hash';

const SOURCES = ['UserMigration_Authentication', 'UserMigration_ForgotPassword'] as const;
const EMAIL = z.string().check(z.minLength(3), z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/));

/**
 * The address comes as the caller's data, since the user is to be named by a new account's ID.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 */
export const migrationEvent = eventOf(SOURCES, z.object({ password: z.string(), validationData: z.object({ email: EMAIL }) }));

type MigrationEvent = z.output<typeof migrationEvent>;

/** What it asks. */
export interface Surroundings {
  readonly store: RecordStore;
  readonly hashKeys: KeyRing;
  readonly migration: MigrationWindow;
  readonly clock: Clock;
  readonly log: Log;
}

/** OWASP's least for Argon2id (19 MiB, 2 passes), of 256 random bits that nobody kept: where the import brought no dummy of its own. */
const DUMMY: LegacyHash = {
  kind: 'argon2id',
  encoded: '$argon2id$v=19$m=19456,t=2,p=1$kRTe15uA6EI50H69QloNFg$orAgTJAiU85LzBU/S2PbRNyaSjJRXvoj8vJx15Tkwlo',
};

/**
 * Lets Cognito make the user when the older system's hash fits the password. The account, and the end of the hash, are written
 * by who asked, once Cognito has made the user (decision 0087).
 * @throws {TriggerRefusedError} otherwise; for a wrong password and an unknown address alike, after the same calls and a hash
 */
export async function userMigration(event: MigrationEvent, surroundings: Surroundings): Promise<TriggerResponse> {
  const { migration, clock } = surroundings;
  if (event.triggerSource !== 'UserMigration_Authentication') throw new TriggerRefusedError('not a sign-in');
  if (!isMigrating(migration, event.callerContext.clientId, clock())) throw new TriggerRefusedError('not the migration client, or no longer');
  if (!uuid.safeParse(event.userName).success) throw new TriggerRefusedError('not named by an account');
  if (!(await fits(event, surroundings))) throw new TriggerRefusedError('unknown, or a wrong password');
  const email = normaliseEmail(event.request.validationData.email);
  return { userAttributes: { email, email_verified: 'true' }, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS' };
}

async function fits({ request }: MigrationEvent, { store, hashKeys, log }: Surroundings): Promise<boolean> {
  const { user, dummy } = await findLegacyUser(store, hashKeys, request.validationData.email);
  const held = user === undefined ? undefined : readLegacyHash(user.value.hash);
  if (user !== undefined && held === undefined) log({ trigger: 'user-migration', unusableHash: user.at.owner });
  const compared = held ?? (dummy === undefined ? undefined : readLegacyHash(dummy)) ?? DUMMY;
  return (await matchesLegacyHash(compared, request.password)) && held !== undefined;
}
