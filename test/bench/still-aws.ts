import { randomBytes } from 'node:crypto';
import { startLocalAws, type LocalAws, type Reply, type SeenRequest } from '../support/local-aws';

const RINGS: Readonly<Record<string, string>> = { SESSION_KEYS_SECRET: 'session-keys', PEPPERS_SECRET: 'peppers', HASH_KEYS_SECRET: 'hash-keys' };
const TYPE = { 'content-type': 'application/x-amz-json-1.0' };
const AN_HOUR = 3600;

/** The answers, by the operation's name in `x-amz-target`. */
const ANSWERS: Readonly<Record<string, (body: string) => object>> = {
  GetSecretValue: (body) => ({ VersionId: 'v1', SecretString: ringOf(body) }),
  UpdateItem: () => ({ Attributes: { count: { N: '1' }, expiresAt: { N: String(Math.floor(Date.now() / 1000) + AN_HOUR) } } }),
  Query: () => ({ Items: [], Count: 0, ScannedCount: 0 }),
  DescribeUserPoolClient: () => ({ UserPoolClient: {} }),
};

/** AWS with nothing in it: every read finds nothing, every write succeeds, and Cognito knows nobody. */
export async function stillAws(): Promise<LocalAws> {
  return startLocalAws(replyTo);
}

function replyTo({ headers, body }: SeenRequest): Reply {
  const [service = '', operation = ''] = String(headers['x-amz-target']).split('.');
  const answer = ANSWERS[operation];
  if (answer !== undefined) return { body: JSON.stringify(answer(body)), headers: TYPE };
  return service.startsWith('AWSCognito') ? { status: 400, body: '{"__type":"NotAuthorizedException"}', headers: TYPE } : { body: '{}', headers: TYPE };
}

/** The ring of the secret that is asked for, whose name is its variable's. */
function ringOf(body: string): string {
  const { SecretId } = JSON.parse(body) as { readonly SecretId: string };
  return JSON.stringify({ purpose: RINGS[SecretId], keys: [{ version: 1, key: randomBytes(32).toString('base64url') }] });
}
