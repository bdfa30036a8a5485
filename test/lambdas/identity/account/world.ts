import { randomUUID } from 'node:crypto';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { sessionAt, sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import type { Session } from '../../../../lambdas/identity/domain/session';
import type { Parts } from '../../../../lambdas/identity/account/parts';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import type { Person, Request } from '../../../../lambdas/shared/http/request';
import { memorySealedFields } from '../../../support/memory-sealed-fields';
import { aSession } from '../a-session';
import { request, withAccount, world as outside, type World as Outside } from '../registration/world';

/** Everything that the routes work with, in memory, and one account that is signed in to. */
export interface World extends Outside {
  readonly account: Account;
  readonly session: Session;
  readonly person: Person;
  readonly own: Parts;
  /** Codes that were texted, newest last. */
  readonly texted: { readonly number: string; readonly code: string }[];
  /** The next text message isn't taken. */
  failText: boolean;
  readonly as: <Body>(body: Body) => Request<Body>;
}

export async function world(changes: Partial<Account> = {}, countries: readonly string[] = ['CH']): Promise<World> {
  const base = outside();
  const account = await withAccount(base, changes);
  const session = aSession(account, Math.floor(base.clock() / 1000));
  await putSession(base, session);
  const person: Person = {
    kind: 'person',
    account: account.id,
    tenant: account.tenant,
    roles: account.roles,
    session: session.id,
    authenticatedAt: session.authenticatedAt,
    methods: session.methods,
  };
  const texted: World['texted'] = [];
  const of = {
    ...base,
    account,
    session,
    person,
    texted,
    failText: false,
    as: <Body>(body: Body): Request<Body> => ({ ...request(body), principal: person }),
  };
  const sendCode = (number: string, code: string): Promise<void> => {
    if (of.failText) return Promise.reject(new DependencyFailedError('sns:Publish', new Error('down')));
    texted.push({ number, code });
    return Promise.resolve();
  };
  const own: Parts = {
    ...base.parts,
    texts: { sendCode },
    smsRules: { countries: new Set(countries), dailyBudget: 100 },
    fields: await memorySealedFields(),
  };
  return { ...of, own };
}

/** A further session of the same account, in another browser. */
export async function anotherSession(of: Outside & { readonly account: Account }, changes: Partial<Session> = {}): Promise<Session> {
  const session = aSession(of.account, Math.floor(of.clock() / 1000), { id: randomUUID(), ...changes });
  await putSession(of, session);
  return session;
}

async function putSession({ store }: Outside, session: Session): Promise<void> {
  await store.commit([{ action: 'create', kind: sessionRecord, at: sessionAt(session.account, session.id), value: session, expiresAt: session.endsAt }], []);
}
