import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { ask } from '../../redis/ask';
import { borrowRole } from '../borrow-role';
import { assertRefused, assertThat, idOf, type Deployed, type Flow } from '../flow';
import { invoke } from '../invoke';
import { currentLogin, rotateSecret, settled } from '../rotate-secret';

const CACHE_SECRET = 'data/Cache/Users/ApplicationCredential/Resource';
const keySetAnswer = z.object({ statusCode: z.literal(200), headers: z.record(z.string(), z.string()), body: z.string() });
const keySet = z.object({ keys: z.array(z.object({ kid: z.string(), d: z.never().optional() })) });

/** SEC-3, on the real server. */
export const cachePasswordsRotate: Flow = {
  claim: "RotateSecret has the deployed function change the cache's password by ElastiCache's API; both passwords work until the next rotation",
  evidence: 'real-server',
  drive: async (deployed) => {
    const { clients, redis, certificates } = deployed.cloud;
    const secret = idOf(deployed, 'AWS::SecretsManager::Secret', CACHE_SECRET);
    await settled(clients, secret);
    const address = { host: '127.0.0.1', port: redis.port, ca: certificates.authority };
    const first = await currentLogin(clients, secret);
    assertThat((await ask(address, first, ['PING'])) === '+PONG', 'the first password is refused');
    await rotateSecret(clients, secret);
    const second = await currentLogin(clients, secret);
    assertThat((await ask(address, second, ['PING'])) === '+PONG' && (await ask(address, first, ['PING'])) === '+PONG', 'one of the two passwords is refused');
    await rotateSecret(clients, secret);
    await assertRefused('the password of two rotations ago', ask(address, first, ['PING']), /WRONGPASS/);
    return `three passwords of ${first.username}; the one of two rotations ago is refused`;
  },
};

/** IDN-10. */
export const signingKeysRotate: Flow = {
  claim:
    'RotateSecret has the deployed function rotate the signing keys; the published key set holds the next key a rotation ahead and the last one after it, and never a private one',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { clients } = deployed.cloud;
    const secret = idOf(deployed, 'AWS::SecretsManager::Secret', 'identity/SigningKeys/Secret/Resource');
    await settled(clients, secret);
    const before = await published(deployed);
    await rotateSecret(clients, secret);
    const after = await published(deployed);
    const kept = before.filter((kid) => after.includes(kid));
    assertThat(after.length > before.length && kept.length === before.length, `published were ${before.join(', ')}, then ${after.join(', ')}`);
    return `${String(before.length)} keys before, ${String(after.length)} after, none withdrawn`;
  },
};

/** SEC-1. */
export const secretsAreOthersBusiness: Flow = {
  claim: "A function's role reads the secrets of its contract, and is refused another one's",
  evidence: 'emulated',
  drive: async (deployed) => {
    const { cloud, place } = deployed;
    const role = await borrowRole(
      cloud,
      place,
      `arn:aws:iam::${place.account}:role/${idOf(deployed, 'AWS::IAM::Role', 'data/Functions/Migrate/Role/Resource')}`,
    );
    const read = (pathEnd: string) => role.secretsManager.send(new GetSecretValueCommand({ SecretId: idOf(deployed, 'AWS::SecretsManager::Secret', pathEnd) }));
    await read('data/Postgresql/Users/Migration/Resource');
    await assertRefused("the cache's secret", read(CACHE_SECRET), /AccessDenied/);
    return 'its own read, the other refused';
  },
};

/** KEY-6: the ages are told, whatever rotates. */
export const agesAreMeasured: Flow = {
  claim: 'The deployed measurement tells the age of each secret',
  evidence: 'emulated',
  drive: async (deployed) => {
    await invoke(deployed, 'SecretAges/Function/Resource');
    return 'done';
  },
};

async function published(deployed: Deployed): Promise<readonly string[]> {
  const { headers, body } = keySetAnswer.parse(
    await invoke(deployed, 'Function-key-set/Function/Resource', { httpMethod: 'GET', path: '/.well-known/jwks.json' }),
  );
  assertThat(headers['Cache-Control'] === 'public, max-age=60', `Cache-Control is ${String(headers['Cache-Control'])}`);
  return keySet.parse(JSON.parse(body)).keys.map(({ kid }) => kid);
}
