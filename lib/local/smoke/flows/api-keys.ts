import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assertThat, type Flow } from '../flow';
import { bearing } from '../member';
import { expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import { textOfTable } from '../records';
import type { Visitor } from '../visitor';

const created = z.object({ api_key: z.string(), key_id: z.string() });
const WANTED = { name: 'Nightly job', scopes: ['account:read', 'api-keys:read', 'api-keys:write', 'read:all'], expires_in_days: 30 };

/** IDN-13, AZN-6, AVL-4. */
export const apiKeysAreNarrow: Flow = {
  claim:
    'An API key is made once however often it is sent under an Idempotency-Key, shown in that answer alone and known by its hash; it lists, makes and revokes no key whatever its scopes, reads no account, and is nobody from its revocation on',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    await expectStatus(newVisitor(deployed).call('POST', '/auth/api-keys', WANTED), 401);
    await expectStatus(visitor.call('POST', '/auth/api-keys', { ...WANTED, expires_in_days: 366 }), 400);
    const key = await madeOnce(visitor);
    const listed = JSON.stringify((await expectStatus(visitor.call('GET', '/auth/api-keys'), 200)).body);
    assertThat(listed.split(key.key_id).length === 2 && !listed.includes(key.api_key), 'the list holds the key itself, or its ID other than once');
    assertThat(!(await textOfTable(deployed, 'accounts')).includes(key.api_key), 'the table holds the key itself');
    const withKey = bearing(deployed, key.api_key);
    await expectStatus(withKey('GET', '/auth/account'), 403);
    await expectStatus(withKey('GET', '/auth/sessions'), 403);
    await expectStatus(withKey('GET', '/auth/api-keys'), 403);
    await expectStatus(withKey('POST', '/auth/api-keys', WANTED), 403);
    await expectStatus(withKey('DELETE', `/auth/api-keys/${key.key_id}`), 403);
    await expectStatus(bearing(deployed, altered(key.api_key))('GET', '/auth/account'), 401);
    const { visitor: stranger } = await signedIn(deployed);
    await expectProblem(stranger.call('DELETE', `/auth/api-keys/${key.key_id}`), 404, 'unknown-api-key');
    await expectStatus(visitor.call('DELETE', `/auth/api-keys/${key.key_id}`), 204);
    await expectStatus(withKey('GET', '/auth/account'), 401);
    return 'one key by three requests, 422 to a fourth; 403 with it, 401 with one that differs by a letter, 404 to another tenant, 401 once it is revoked';
  },
};

/** Who lost the first answer has the key by the next. */
async function madeOnce(visitor: Visitor): Promise<z.infer<typeof created>> {
  const header = { 'Idempotency-Key': randomUUID() };
  const ask = () => visitor.call('POST', '/auth/api-keys', WANTED, header);
  const [first, again] = [await expectStatus(ask(), 201), await expectStatus(ask(), 201)];
  assertThat(first.headers['idempotency-replayed'] === undefined && again.headers['idempotency-replayed'] === 'true', 'the second answer is not marked');
  for (const { body } of [again, await expectStatus(ask(), 201)]) assertThat(JSON.stringify(body) === JSON.stringify(first.body), 'an answer is another one');
  await expectProblem(visitor.call('POST', '/auth/api-keys', { ...WANTED, name: 'Another' }, header), 422, 'idempotency-key-reused');
  return created.parse(first.body);
}

function altered(key: string): string {
  return `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
}
