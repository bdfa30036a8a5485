import { randomUUID } from 'node:crypto';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { startEmulatorAlone, type EmulatorAlone } from '../../../local/support/local-clouds';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { ReconcileWorld } from './reconcile-world';

const PART = { control: 'AVL-4', part: 'reconciliation', evidence: 'real-server' } as const;
/** What there is by now is younger than what counts, or older. */
const [YOUNG, OLD] = [0, 1];
const NONE = { accounts: 0, 'document-events': 0, documents: 0 };

let alone: EmulatorAlone;
let world: ReconcileWorld;
beforeAll(async () => {
  alone = await startEmulatorAlone();
});
beforeEach(async () => {
  world = await ReconcileWorld.on(alone);
});
afterEach(() => world.stop());
afterAll(() => alone.stop());

describe('stores', () => {
  proves(PART, 'stores that agree are counted alike, and the log has both counts and nothing else of what is in them', async () => {
    const ids = [await world.person('both'), await world.person('both')];
    const [tenant, other] = [await world.tenant(), await world.tenant()];
    for (const where of [tenant, tenant, other]) {
      const document = await world.document(where);
      await world.told(where, 'document.created', document);
      ids.push(where, document);
    }
    const deleted = randomUUID();
    await world.told(other, 'document.created', deleted);
    await world.told(other, 'document.deleted', deleted);
    expect(await world.compare(OLD)).toEqual({
      accounts: { counts: { dynamodb: 2, cognito: 2 }, difference: 0 },
      'document-events': { counts: { postgresql: 0, dynamodb: 0 }, difference: 0 },
      documents: { counts: { postgresql: 3, dynamodb: 3 }, difference: 0 },
    });
    const pairs = [
      { Pair: 'accounts', dynamodb: '2', cognito: '2', Difference: 0 },
      { Pair: 'document-events', postgresql: '0', dynamodb: '0', Difference: 0 },
      { Pair: 'documents', postgresql: '3', dynamodb: '3', Difference: 0 },
    ];
    expect(world.lines.map((line) => ({ ...line, _aws: undefined }))).toEqual(pairs);
    for (const id of ids) expect(JSON.stringify(world.lines)).not.toContain(id);
  });

  proves(PART, 'an account without a user, and a user without an account, are found', async () => {
    await world.person('both');
    await world.person('account');
    expect((await world.compare(OLD)).accounts).toEqual({ counts: { dynamodb: 2, cognito: 1 }, difference: 1 });
    await world.person('user');
    expect((await world.compare(OLD)).accounts).toEqual({ counts: { dynamodb: 2, cognito: 2 }, difference: 2 });
  });

  proves(PART, 'a document that no event tells of, and one that an event tells of and that is gone, are found', async () => {
    const tenant = await world.tenant();
    await world.document(tenant);
    expect((await world.compare(OLD)).documents).toEqual({ counts: { postgresql: 1, dynamodb: 0 }, difference: 1 });
    await world.told(tenant, 'document.created', randomUUID());
    expect((await world.compare(OLD)).documents).toEqual({ counts: { postgresql: 1, dynamodb: 1 }, difference: 2 });
  });

  it("takes no other tenant's event for a document's own", async () => {
    const [tenant, other] = [await world.tenant(), await world.tenant()];
    await world.told(other, 'document.created', await world.document(tenant));
    expect((await world.compare(OLD)).documents).toEqual({ counts: { postgresql: 1, dynamodb: 1 }, difference: 2 });
  });

  proves(PART, 'events that wait in PostgreSQL are found while they come no further, and moved once they can, though their tenant writes nothing', async () => {
    const tenant = await world.tenant();
    const waiting: string[] = [];
    for (let more = 0; more < 103; more++) waiting.push(await world.waits(tenant, 'document.deleted', randomUUID()));
    world.outboxDown = true;
    expect((await world.compare(OLD))['document-events']).toEqual({ counts: { postgresql: 103, dynamodb: 0 }, difference: 103 });
    expect(world.lines).toContainEqual({ level: 'error', message: 'Audit events wait in PostgreSQL.', error: 'DependencyFailedError' });
    world.outboxDown = false;
    expect((await world.compare(OLD))['document-events']).toEqual({ counts: { postgresql: 103, dynamodb: 103 }, difference: 0 });
    expect((await world.eventIds()).toSorted()).toEqual(waiting.toSorted());
    expect((await world.compare(OLD))['document-events']).toEqual({ counts: { postgresql: 0, dynamodb: 0 }, difference: 0 });
  });

  proves(PART, 'what is on its way between two stores is reported by none of the pairs', async () => {
    const tenant = await world.tenant();
    await world.person('user');
    await world.document(tenant);
    world.outboxDown = true;
    await world.waits(tenant, 'document.created', await world.document(tenant));
    expect(await world.differences(YOUNG)).toEqual(NONE);
    expect(await world.differences(OLD)).toEqual({ accounts: 1, 'document-events': 1, documents: 1 });
  });

  it('are not said to differ on a document whose making or deletion is told by an event that waits', async () => {
    const tenant = await world.tenant();
    const deleted = randomUUID();
    await world.told(tenant, 'document.created', deleted);
    world.outboxDown = true;
    await world.waits(tenant, 'document.deleted', deleted);
    await world.waits(tenant, 'document.created', await world.document(tenant));
    expect(await world.differences(OLD)).toEqual({ ...NONE, 'document-events': 2 });
  });

  it('are compared pair by pair: one that is down keeps no other from being compared, and is an error with its name', async () => {
    await world.person('account');
    const failing = { name: 'down', compare: () => Promise.reject(new DependencyFailedError('dynamodb:Scan', new Error('secret detail'))) };
    expect(await refusalOf(world.compare(OLD, [failing]))).toMatchObject({ code: 'uncompared', pairs: ['down'] });
    expect(world.lines.map(({ Pair, Difference, pair }) => [Pair ?? pair, Difference])).toEqual([
      ['accounts', 1],
      ['document-events', 0],
      ['documents', 0],
      ['down', undefined],
    ]);
    expect(JSON.stringify(world.lines)).not.toContain('secret detail');
  });
});
