import type { Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, Found } from '../../shared/store/record-store';
import type { Account, Link } from '../domain/account';
import { isEmailAddress } from '../domain/email-address';
import { EMAIL_USE, findAccountByEmail } from '../domain/find-account-by-email';
import { makeAccount } from '../domain/make-account';
import { newAccount } from '../domain/new-account';
import { normaliseEmail } from '../domain/normalise-email';
import { linkAt, linkRecord } from '../domain/records/link-record';
import { AddressTakenError, EmailUnverifiedError } from './errors';
import type { Identity } from './identity';
import type { SsoParts } from './parts';
import type { Provider } from './provider';

/**
 * Makes the account of a person whom the provider vouches for, in a tenant of its own. An account that has the address is never
 * joined: who controls an address at some provider would control the account.
 * @throws {EmailUnverifiedError} {AddressTakenError} {ConflictError}
 */
export async function createAccount(parts: SsoParts, provider: Provider, identity: Identity, request: Request): Promise<Found<Account>> {
  const { store, rings, pool, clock } = parts;
  if (identity.verifiedEmail === undefined || !isEmailAddress(identity.verifiedEmail)) throw new EmailUnverifiedError();
  const email = normaliseEmail(identity.verifiedEmail);
  if ((await findAccountByEmail(store, rings.hashKeys, email)) !== undefined) throw new AddressTakenError();
  const now = secondsOf(clock);
  const link: Link = { provider: provider.id, issuer: identity.issuer, subject: identity.subject, linkedAt: now };
  const account = newAccount({ emailHash: await rings.hashKeys.hash(EMAIL_USE, email), hasPassword: false, links: [link] }, now);
  const createUser = () => pool.createWithoutPassword(account.id, email);
  const changes: Change[] = [{ action: 'create', kind: linkRecord, at: linkAt(link), value: { account: account.id } }];
  const details = { provider: link.provider };
  const facts = [{ action: 'account.confirmed', details } as const, { action: 'account.linked', details } as const];
  await makeAccount(parts, { account, email, createUser, changes, facts }, request);
  return { value: account, version: 1 };
}
