import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { base64url, uuid } from './fields';
import { recordParser } from './record-parser';

/** An authenticator app that was shown its secret and hasn't shown a code yet (IDN-4). It expires. */
export interface Enrolment {
  /** Sealed under USER_MFA, base64url, as it will lie in the account. */
  readonly sealedSecret: string;
  /** The session that asked: no other finishes it. */
  readonly session: string;
}

const enrolment: z.ZodMiniType<Enrolment> = z.strictObject({ sealedSecret: base64url, session: uuid });

export const ENROLMENT: RecordKind<Enrolment> = { name: 'totp-enrolment', table: 'flows', parse: recordParser('totp-enrolment', enrolment) };

/** Where the enrolment of an account lies: one at a time. */
export function enrolmentAt(account: string): RecordKey {
  return { owner: `totp-enrolment/${account}`, key: 'flow' };
}
