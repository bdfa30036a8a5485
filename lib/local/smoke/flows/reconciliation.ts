import { AdminDeleteUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { atDatabase } from '../at-database';
import { assertThat, idOf, type Deployed, type Flow } from '../flow';
import { whoIs } from '../invite';
import { invoke } from '../invoke';
import { expectStatus, signedIn } from '../person';
import { documentsOf } from '../records';
import { rotateSecret } from '../rotate-secret';

const LOGIN = 'data/Postgresql/Users/Reconciliation/Resource';
const comparison = z.object({ counts: z.record(z.string(), z.number()), difference: z.number() });
const compared = z.object({ accounts: comparison, 'document-events': comparison, documents: comparison });
type Compared = z.infer<typeof compared>;

/** AVL-4, AUD-2. */
export const storesAgree: Flow = {
  claim:
    'The deployed comparison finds that the stores of this run agree, then each difference that is planted in a pair, and nothing that is on its way; events that wait for a tenant that writes no more are moved on',
  evidence: 'real-server',
  drive: async (deployed) => {
    await rotateSecret(deployed.cloud.clients, idOf(deployed, 'AWS::SecretsManager::Secret', LOGIN));
    const { visitor } = await signedIn(deployed);
    const { id, tenant } = await whoIs(visitor);
    await expectStatus(visitor.call('POST', '/documents', { title: 'A', body: 'B' }), 201);
    const before = await compare(deployed);
    expectDifferences(before, { accounts: 0, events: 0, documents: 0 });
    await plantDocument(deployed, tenant, '20 minutes');
    await plantDocument(deployed, tenant, '1 minute');
    await plantEvent(deployed, tenant, '20 minutes', '{}');
    await plantEvent(deployed, tenant, '1 minute', '{}');
    await deployed.cloud.clients.cognito.send(new AdminDeleteUserCommand({ UserPoolId: poolOf(deployed), Username: id }));
    expectDifferences(await compare(deployed), { accounts: 1, events: 1, documents: 1 });
    await atDatabase(deployed, {}, (client) => client.query('DELETE FROM app.outbox WHERE tenant_id = $1', [tenant]));
    const event = await plantMovable(deployed, tenant);
    expectDifferences(await compare(deployed), { accounts: 1, events: 0, documents: 1 });
    const moved = (await documentsOf(deployed, 'outbox')).some((document) => document.id === event);
    assertThat(moved, 'the event that waited is not where all events are');
    return `${JSON.stringify(before.accounts.counts)} accounts, ${JSON.stringify(before.documents.counts)} documents; one difference is found in each pair, what is a minute old in none`;
  },
};

async function compare(deployed: Deployed): Promise<Compared> {
  return compared.parse(await invoke(deployed, 'Reconciliation/Function/Resource'));
}

function expectDifferences(found: Compared, wanted: Readonly<Record<'accounts' | 'documents' | 'events', number>>): void {
  const differences = { accounts: found.accounts.difference, events: found['document-events'].difference, documents: found.documents.difference };
  assertThat(JSON.stringify(differences) === JSON.stringify(wanted), `the differences are ${JSON.stringify(differences)}, and not ${JSON.stringify(wanted)}`);
}

function poolOf(deployed: Deployed): string {
  return idOf(deployed, 'AWS::Cognito::UserPool', 'identity/UserPool/Pool');
}

/** A row past the application: no event tells of it. */
async function plantDocument(deployed: Deployed, tenant: string, age: string): Promise<void> {
  const row = [tenant, randomUUID(), `account/${randomUUID()}`, 'A', Buffer.concat([Buffer.from('RWF'), Buffer.alloc(80)]), age];
  await atDatabase(deployed, {}, (client) =>
    client.query('INSERT INTO app.documents (tenant_id, id, creator, title, body, created_at) VALUES ($1, $2, $3, $4, $5, now() - $6::interval)', row),
  );
}

async function plantEvent(deployed: Deployed, tenant: string, age: string, event: string, id: string = randomUUID()): Promise<void> {
  await atDatabase(deployed, {}, (client) =>
    client.query('INSERT INTO app.outbox (tenant_id, id, event, created_at) VALUES ($1, $2, $3, now() - $4::interval)', [tenant, id, event, age]),
  );
}

/** As the function of documents writes one. */
async function plantMovable(deployed: Deployed, tenant: string): Promise<string> {
  const id = randomUUID();
  const hash = `v1:${'a'.repeat(43)}`;
  const event = {
    schema: 1,
    id,
    timestamp: new Date().toISOString(),
    tenantId: tenant,
    service: 'documents',
    action: 'document.updated',
    resource: `document/${randomUUID()}`,
    result: 'success',
    details: {},
    ipAddress: hash,
    userAgent: hash,
    correlationId: randomUUID(),
    sealed: hash,
  };
  await plantEvent(deployed, tenant, '20 minutes', JSON.stringify(event), id);
  return id;
}
