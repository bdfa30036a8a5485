import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Account } from '../../lambdas/identity/domain/account';
import { EMAIL_USE } from '../../lambdas/identity/domain/find-account-by-email';
import { accountAt, accountRecord } from '../../lambdas/identity/domain/records/account-record';
import { ceremonyAt, ceremonyRecord, type CeremonyBinding } from '../../lambdas/identity/domain/records/ceremony-record';
import { emailAt, emailRecord } from '../../lambdas/identity/domain/records/email-record';
import { sessionAt, sessionRecord } from '../../lambdas/identity/domain/records/session-record';
import { personOfSession } from '../../lambdas/identity/domain/person-of-session';
import { startSecondFactor } from '../../lambdas/identity/domain/second-factor';
import type { Person } from '../../lambdas/shared/http/request';
import type { RecordKey, RecordKind } from '../../lambdas/shared/store/record-store';
import { memoryKeyRing, ringText } from '../support/memory-key-ring';
import { ORIGINS } from '../support/gateway-event';
import { startLocalAws, type LocalAws, type Reply, type SeenRequest } from '../support/local-aws';
import { SoftwareAuthenticator } from '../../lib/local/smoke/software-authenticator';
import { cookiesOf } from '../support/sign-in-world';
import { aSession } from './identity/a-session';
import { newAccount } from './identity/session/sessions-world';

/** AWS as far as requests reach it, in which nothing that is written changes what is read: so that each request meets the same. */
export interface FuzzCloud extends LocalAws {
  /** Who is signed in, and just showed again that it is them. */
  readonly person: Person;
  readonly email: string;
  /** Of the browser in which a second factor is due. */
  readonly cookies: Readonly<Record<string, string>>;
  readonly signIn: string;
  /** Right answers to ceremonies that wait: of a registration, a sign-in and a step-up. */
  readonly passkeys: Readonly<Record<'registration' | 'sign-in' | 'step-up', { readonly ceremony_id: string; readonly credential: unknown }>>;
}

const EMAIL = 'ada@example.org';
const DAY_SECONDS = 86_400;
const CHALLENGE = createHash('sha256').update('challenge').digest('base64url');
const RINGS = { sessionKeys: memoryKeyRing([1], 'session-keys'), hashKeys: memoryKeyRing([1], 'hash-keys') };

const SIGNING_KEY = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid: 'one' };

const SECRETS: Readonly<Record<string, string>> = {
  ...Object.fromEntries((['session-keys', 'hash-keys', 'peppers'] as const).map((purpose) => [purpose, ringText([1], purpose)])),
  'signing-keys': JSON.stringify({ current: SIGNING_KEY }),
  'sso-secrets': '{}',
  login_secret: JSON.stringify({ username: 'application', password: 'p'.repeat(32) }),
};

type Items = Map<string, Readonly<Record<string, unknown>>>;

interface Called {
  readonly TableName?: string;
  readonly Key?: Place;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Place[] }>>;
  readonly SecretId?: string;
  readonly AuthParameters?: Readonly<Record<string, string>>;
}

interface Place {
  readonly owner: { readonly S: string };
  readonly key: { readonly S: string };
}

/** What each operation answers. One that isn't here is refused, as a role without the action is. */
const ANSWERS: Readonly<Record<string, (input: Called, items: Items) => object>> = {
  GetItem: ({ TableName, Key }, items) => ({ Item: items.get(placeOf(TableName, Key)) }),
  BatchGetItem: ({ RequestItems = {} }, items) => ({
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([table, { Keys }]) => [table, Keys.flatMap((key) => items.get(placeOf(table, key)) ?? [])]),
    ),
    UnprocessedKeys: {},
  }),
  Query: () => ({ Items: [], Count: 0 }),
  UpdateItem: () => ({ Attributes: { count: { N: '1' }, expiresAt: { N: '4102444800' } } }),
  TransactWriteItems: () => ({}),
  GetSecretValue: ({ SecretId = '' }) => ({ VersionId: 'v'.repeat(32), SecretString: SECRETS[SecretId] }),
  InitiateAuth: ({ AuthParameters = {} }) =>
    'SRP_A' in AuthParameters ? { __type: 'NotAuthorizedException' } : { ChallengeName: 'CUSTOM_CHALLENGE', Session: 'pool session' },
  DescribeUserPoolClient: () => ({ UserPoolClient: { ClientSecret: 'client secret' } }),
  AdminGetUser: () => ({ Username: 'user', UserAttributes: [{ Name: 'email', Value: EMAIL }] }),
  SignUp: () => ({ UserConfirmed: true }),
};

/** Starts it, with one account that has a session, a second factor that is due, and ceremonies that wait. */
export async function startFuzzCloud(): Promise<FuzzCloud> {
  const items: Items = new Map();
  const cloud = await startLocalAws((request) => {
    (cloud.seen as SeenRequest[]).length = 0;
    return replyTo(request, items);
  });
  return { ...cloud, ...(await populate(items)) };
}

function replyTo({ headers, body }: SeenRequest, items: Items): Reply {
  const answer = ANSWERS[String(headers['x-amz-target']).split('.')[1] ?? '']?.(JSON.parse(body) as Called, items) ?? { __type: 'AccessDeniedException' };
  return { status: '__type' in answer ? 400 : 200, body: JSON.stringify(answer), headers: { 'content-type': 'application/x-amz-json-1.1' } };
}

function placeOf(table: string | undefined, place: Place | undefined): string {
  return JSON.stringify([table, place?.owner.S, place?.key.S]);
}

async function populate(items: Items): Promise<Omit<FuzzCloud, keyof LocalAws>> {
  const now = Math.floor(Date.now() / 1000);
  const put = <Value>({ table }: RecordKind<Value>, { owner, key }: RecordKey, value: Value): void => {
    const place = { owner: { S: owner }, key: { S: key } };
    items.set(placeOf(table, place), { ...place, version: { N: '1' }, document: { S: JSON.stringify(value) } });
  };
  const authenticator = new SoftwareAuthenticator({ rpId: 'example.com', origin: ORIGINS.app });
  const account = await accountWith(authenticator);
  const session = aSession(account, now + DAY_SECONDS);
  const started = await startSecondFactor(
    { sessionKeys: RINGS.sessionKeys, smsRules: { countries: new Set(), dailyBudget: 0 } },
    { account, challenge: { userName: account.id, session: 'pool session' }, first: 'pwd' },
    now + DAY_SECONDS,
  );
  if (started.change.action !== 'create') throw new Error('A sign-in that is not new.');
  put(accountRecord, accountAt(account.id), account);
  put(emailRecord, emailAt(account.emailHash), { account: account.id });
  put(sessionRecord, sessionAt(account.id, session.id), session);
  put(started.change.kind, started.change.at, started.change.value);
  const { session_id: signIn } = started.reply.body as { readonly session_id: string };
  const begin = (binding: CeremonyBinding): string => {
    const id = randomUUID();
    put(ceremonyRecord, ceremonyAt(id), { challenge: CHALLENGE, binding, expiresAt: now + DAY_SECONDS });
    return id;
  };
  const own = { account: account.id, session: session.id };
  const another = new SoftwareAuthenticator({ rpId: 'example.com', origin: ORIGINS.app });
  const created = another.create({ challenge: CHALLENGE, user: { id: Buffer.from(account.id).toString('base64url') } });
  const shown = authenticator.get({ challenge: CHALLENGE });
  return {
    person: personOfSession(session, account),
    email: EMAIL,
    cookies: cookiesOf(started.reply),
    signIn,
    passkeys: {
      registration: { ceremony_id: begin({ purpose: 'registration', ...own }), credential: created },
      'sign-in': { ceremony_id: begin({ purpose: 'second-factor', signIn }), credential: shown },
      'step-up': { ceremony_id: begin({ purpose: 'step-up', ...own }), credential: shown },
    },
  };
}

async function accountWith(authenticator: SoftwareAuthenticator): Promise<Account> {
  const passkey = { id: authenticator.id, name: 'Key', publicKey: authenticator.cosePublicKey, counter: 0, transports: [], createdAt: 1 };
  return newAccount({ roles: ['OWNER'], emailHash: await RINGS.hashKeys.hash(EMAIL_USE, EMAIL), passkeys: [passkey] });
}
