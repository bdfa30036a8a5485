import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import { textOfTable } from '../records';
import type { VisitorAnswer } from '../visitor';

const created = z.object({ api_key: z.string(), key_id: z.string() });
const WANTED = { name: 'Nightly job', scopes: ['account:read', 'api-keys:read', 'api-keys:write', 'read:all'], expires_in_days: 30 };

/** IDN-13, AZN-6. */
export const apiKeysAreNarrow: Flow = {
  claim:
    'An API key is shown once and known by its hash; it lists, makes and revokes no key whatever its scopes, reads no account, and is nobody from its revocation on',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor } = await signedIn(deployed);
    await expectStatus(newVisitor(deployed).call('POST', '/auth/api-keys', WANTED), 401);
    await expectStatus(visitor.call('POST', '/auth/api-keys', { ...WANTED, expires_in_days: 366 }), 400);
    const key = created.parse((await expectStatus(visitor.call('POST', '/auth/api-keys', WANTED), 201)).body);
    const listed = JSON.stringify((await expectStatus(visitor.call('GET', '/auth/api-keys'), 200)).body);
    assertThat(listed.includes(key.key_id) && !listed.includes(key.api_key), 'the list holds the key itself, or not its ID');
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
    return '403 with the key, 401 with one that differs by a letter, 404 to another tenant, 401 once it is revoked';
  },
};

function bearing(deployed: Deployed, key: string): (method: 'DELETE' | 'GET' | 'POST', path: string, body?: unknown) => Promise<VisitorAnswer> {
  return (method, path, body) => newVisitor(deployed).call(method, path, body, { Authorization: `Bearer ${key}` });
}

function altered(key: string): string {
  return `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
}
