import { z } from 'zod';
import type { Deployed } from './flow';
import { expectStatus, newVisitor, signedIn } from './person';
import { makeOlder } from './records';
import type { Visitor, VisitorAnswer } from './visitor';

const account = z.object({ id: z.string(), tenant: z.string() });

/** Somebody new who was made a viewer of another's tenant, by their records, and signed in again. */
export async function viewerOf(deployed: Deployed, owner: Visitor): Promise<Visitor> {
  const { tenant } = await accountOf(owner);
  const { visitor, person } = await signedIn(deployed);
  const { id } = await accountOf(visitor);
  await makeOlder(deployed, 'accounts', (document) => (document.id === id ? { ...document, tenant, roles: ['VIEWER'] } : undefined));
  await expectStatus(visitor.call('POST', '/auth/login', { ...person }), 200);
  return visitor;
}

/** Calls with an API key, each from an address of its own. */
export function bearing(deployed: Deployed, key: string): (method: 'DELETE' | 'GET' | 'POST', path: string, body?: unknown) => Promise<VisitorAnswer> {
  return (method, path, body) => newVisitor(deployed).call(method, path, body, { Authorization: `Bearer ${key}` });
}

async function accountOf(visitor: Visitor): Promise<z.infer<typeof account>> {
  return account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
}
