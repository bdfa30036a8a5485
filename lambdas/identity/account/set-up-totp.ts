import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { later } from '../../shared/later';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { TOTP_RULES } from '../domain/factors/totp';
import { ENROLMENT, enrolmentAt, type Enrolment } from '../domain/records/enrolment-record';
import { requireFreshSession } from '../domain/sensitive';
import type { Parts } from './parts';

/** The few who set an app up wait for these, and nobody else's cold start (decision 0106). */
const enrolling = later(() => Promise.all([import('otpauth'), import('uqr')]));

/** RFC 4226 §4, R6: 160 bits. */
const SECRET_BYTES = 20;
const ENROLMENT_SECONDS = 600;
const ISSUER = 'Ringwall';

/**
 * `POST /auth/mfa/setup`: a new secret for an authenticator app, as QR code and URI (IDN-4). It is shown this once; asking again makes
 * another and voids this one. It is the account's when a code of it comes to `/auth/mfa/verify`.
 */
export async function setUpTotp(parts: Parts, request: Request): Promise<Reply> {
  const person = personOf(request);
  const { account } = await requireFreshSession(parts, person, { stepUp: true });
  const email = await parts.pool.emailOf(account.value.id);
  const [{ Secret, TOTP }, { renderSVG }] = await enrolling();
  const secret = new Secret({ size: SECRET_BYTES });
  const enrolment = { sealedSecret: await parts.fields.seal(account.value, 'totp-secret', secret.base32), session: person.session };
  await untilCommitted(() => keep(parts, account.value.id, enrolment));
  const { algorithm, digits, period } = TOTP_RULES;
  const uri = new TOTP({ issuer: ISSUER, label: email, secret, algorithm, digits, period }).toString();
  return { status: 200, body: { secret: secret.base32, uri, qr: renderSVG(uri) } };
}

async function keep(parts: Parts, account: string, value: Enrolment): Promise<Enrolment | undefined> {
  const place = { kind: ENROLMENT, at: enrolmentAt(account) };
  const found = await parts.store.get(place);
  const record = { ...place, value, expiresAt: secondsOf(parts.clock) + ENROLMENT_SECONDS };
  const change: Change = found === undefined ? { action: 'create', ...record } : { action: 'replace', ...record, version: found.version };
  return (await parts.store.commit([change], [])) ? value : undefined;
}
