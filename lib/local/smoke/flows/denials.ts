import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assertThat, FlowError, type Deployed, type Flow } from '../flow';
import { expectStatus, newVisitor, signedIn } from '../person';
import { documentsOf, itemsOf, putItem } from '../records';
import type { Visitor } from '../visitor';

const account = z.object({ id: z.string() });
const LIMIT = 100;
/** Instances of the authorizer that don't know yet, each of which decides once more. */
const MOST_INSTANCES = 10;

/** AUD-2, decision 0130. */
export const floodsOfDenialsEnd: Flow = {
  claim: 'Who is denied too often in one session is refused undecided there, of which one event tells, and goes on in another session',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const { id } = account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
    const before = new Set((await countsOf(deployed)).map(({ owner }) => owner?.S));
    await denied(visitor);
    const [item, ...others] = (await countsOf(deployed)).filter(({ owner }) => !before.has(owner?.S));
    assertThat(item !== undefined && others.length === 0, `the first denial made ${String(others.length)} counts beside its own, or none`);
    await putItem(deployed, 'counters', { ...item, count: { N: String(LIMIT - 1) } });
    await denied(visitor);
    const more = await deniedUntilShut(visitor);
    const other = newVisitor(deployed);
    await expectStatus(other.call('POST', '/auth/login', { ...person }), 200);
    await expectStatus(other.call('GET', '/auth/account'), 200);
    const events = (await documentsOf(deployed, 'outbox')).filter(({ userId }) => userId === id);
    const count = (action: string) => events.filter((event) => event.action === action).length;
    assertThat(count('access.denied') === 2 + more, `${String(count('access.denied'))} denials are recorded, and not ${String(2 + more)}`);
    assertThat(count('access.limited') === 1, `${String(count('access.limited'))} events say that the limit was reached, and not one`);
    return `what is allowed is refused too after ${String(LIMIT + more)} denials; another session is served`;
  },
};

/** Only a SUPER_ADMIN may. */
async function denied(visitor: Visitor): Promise<void> {
  await expectStatus(visitor.call('POST', '/auth/tenant-entries', { tenant: randomUUID(), reason: 'None' }), 403);
}

/** How many more denials were decided until what is allowed was refused. */
async function deniedUntilShut(visitor: Visitor): Promise<number> {
  for (let more = 1; more <= MOST_INSTANCES; more += 1) {
    await denied(visitor);
    if ((await visitor.call('GET', '/auth/account')).status === 403) return more;
  }
  throw new FlowError(`The session is still served after ${String(MOST_INSTANCES)} denials beyond the limit.`);
}

async function countsOf(deployed: Deployed): ReturnType<typeof itemsOf> {
  return (await itemsOf(deployed, 'counters')).filter(({ owner }) => owner?.S?.startsWith('counter/denials/') === true);
}
