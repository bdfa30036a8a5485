import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { documentEvents } from '../../../../lambdas/data/reconcile/document-events';
import { documents } from '../../../../lambdas/data/reconcile/documents';
import { reconcile } from '../../../../lambdas/data/reconcile/reconcile';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import type { EventIndex } from '../../../../lambdas/shared/audit/event-index';
import type { Database } from '../../../../lambdas/shared/database/database';
import { TenantTransaction, type Row } from '../../../../lambdas/shared/database/tenant-transaction';
import { testAudit } from '../../../support/audit';
import { refusalOf } from '../../../support/refusal-of';

const NOW = Date.parse('2026-06-01T00:00:00.000Z');
const clock = () => NOW;
const [LARGE, SMALL] = [randomUUID(), randomUUID()];
const FACTS = { action: 'document.deleted', result: 'success', resource: 'document/1' } as const;
const CAUSE = { address: '192.0.2.7', userAgent: 'a browser', correlationId: randomUUID() };

async function* tenants(): AsyncGenerator<string> {
  await Promise.resolve();
  yield* [LARGE, SMALL];
}

/** A database that answers what a tenant has, by the statement's text. */
function answering(answer: (tenant: string, text: string) => readonly Row[]): Pick<Database, 'withTenant'> {
  return {
    withTenant: (tenant, work) => {
      const query = ({ text }: { text: string }) => Promise.resolve({ rows: answer(tenant, text) });
      return work(new TenantTransaction({ query } as unknown as ClientBase));
    },
  };
}

describe('one tenant with more than the others', () => {
  it('has so much of what waits moved in a run, and what is left counted, so that the others have their turn', async () => {
    const event = JSON.stringify(await testAudit(clock, 'documents').event({ ...FACTS, tenant: LARGE }, CAUSE));
    const moved: AuditEvent[] = [];
    let asked = 0;
    const database = answering((tenant, text) => {
      if (text.includes('count(*)')) return [{ waiting: tenant === LARGE ? 7 : 0 }];
      if (tenant === SMALL || !text.includes('SELECT event')) return [];
      if (++asked > 1000) throw new Error('There is no end to it.');
      return Array.from({ length: 100 }, () => ({ event }));
    });
    const put = (one: AuditEvent): Promise<void> => Promise.resolve(void moved.push(one));
    const comparison = await documentEvents({ tenants, database, outbox: { put }, log: () => undefined }).compare(NOW);
    expect(comparison).toEqual({ counts: { postgresql: 5007, dynamodb: 5000 }, difference: 7 });
    expect(moved).toHaveLength(5000);
  });

  it('is told as uncompared when its events are too many, which is an error, and the others are compared', async () => {
    let pages = 0;
    const read: EventIndex['read'] = ({ tenant }) => {
      if (tenant === LARGE && ++pages > 400) throw new Error('There is no end to it.');
      return Promise.resolve({ events: [], more: tenant === LARGE });
    };
    const database = answering((_, text) =>
      text.includes('FROM app.documents WHERE created_at') || text.includes('NOT EXISTS (SELECT FROM app.outbox') ? [{ id: '1' }] : [],
    );
    const pair = documents({ tenants, database, events: { read } });
    expect(await pair.compare(NOW)).toMatchObject({ counts: { postgresql: 1, dynamodb: 0 }, uncompared: 1 });
    const lines: Readonly<Record<string, unknown>>[] = [];
    pages = 0;
    const run = reconcile({ pairs: [pair], log: (line) => void lines.push(line), clock });
    expect(await refusalOf(run)).toMatchObject({ code: 'uncompared', pairs: ['documents'] });
    expect(lines).toMatchObject([{ Pair: 'documents', uncompared: '1', postgresql: '1' }]);
    expect(JSON.stringify(lines)).not.toContain(LARGE);
  });
});
