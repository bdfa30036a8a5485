import { z } from 'zod';
import { assertThat, type Deployed, type Flow } from '../flow';
import { giveRoles, join, whoIs, type Joined } from '../invite';
import { expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import type { Visitor } from '../visitor';

const event = z.object({ id: z.string(), at: z.string(), action: z.string(), result: z.string(), account: z.string().nullable(), address: z.string() });
const page = z.object({ events: z.array(event), next_cursor: z.string().nullable(), kept_days: z.number() });
const key = z.object({ api_key: z.string() });
const role = z.object({ id: z.string() });
const AUDITOR = { name: 'Reads the log', scope: 'tenant', permissions: [{ resource: 'audit', actions: ['read'] }] };

/** AZN-1, AZN-2, AUD-2, KEY-5. */
export const auditLogIsTheTenants: Flow = {
  claim:
    "A tenant's administrators read its audit log and nobody else does, neither a member, nor a key, nor another tenant's owner with its cursor; a custom role that names it reads it with masked hashes, and each reading and refusal is in it",
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor: owner } = await signedIn(deployed);
    const member = await join(deployed, owner);
    await expectNobodyElse(deployed, owner, member);
    const pages = await pagesOf(owner);
    const events = pages.flat();
    assertThat(pages.length > 1 && new Set(events.map(({ id }) => id)).size === events.length, 'the pages hold an event twice, or there is one page');
    const times = events.map(({ at }) => at);
    assertThat(JSON.stringify(times) === JSON.stringify(times.toSorted().toReversed()), 'the events are not newest first');
    const has = (action: string, by: string) => events.some((one) => one.action === action && one.account === by);
    const [{ id: ownerId }, { id: memberId }] = [await whoIs(owner), member];
    for (const [action, by] of [
      ['member.invited', ownerId],
      ['member.joined', memberId],
      ['access.denied', memberId],
      ['audit.read', ownerId],
    ] as const)
      assertThat(has(action, by), `the log has no ${action} of theirs`);
    await expectFilters(owner, memberId);
    await expectAuditor(owner, member);
    return `${String(events.length)} events on ${String(pages.length)} pages; 401, 403 and 400 to everybody else; hashes are masked for who reads by a custom role`;
  },
};

async function expectNobodyElse(deployed: Deployed, owner: Visitor, member: Joined): Promise<void> {
  await expectStatus(newVisitor(deployed).call('GET', '/audit-events'), 401);
  await expectStatus(member.visitor.call('GET', '/audit-events'), 403);
  const wanted = { name: 'Nightly job', scopes: ['documents:read', 'read:all'], expires_in_days: 30 };
  const { api_key: text } = key.parse((await expectStatus(owner.call('POST', '/auth/api-keys', wanted), 201)).body);
  await expectStatus(newVisitor(deployed).call('GET', '/audit-events', undefined, { Authorization: `Bearer ${text}` }), 403);
  const { visitor: stranger } = await signedIn(deployed);
  const { next_cursor: cursor } = await read(owner, '?limit=1');
  await expectProblem(stranger.call('GET', `/audit-events?cursor=${String(cursor)}`), 400, 'malformed-request');
  const theirs = await read(stranger, '?limit=100');
  assertThat(!theirs.events.some(({ account }) => account === member.id), "another tenant's owner sees what a member did");
}

async function expectFilters(owner: Visitor, account: string): Promise<void> {
  const denied = await read(owner, `?action=access.denied&result=failure&account=${account}`);
  assertThat(denied.events.length === 1 && denied.events[0]?.action === 'access.denied', 'the refusal of the member is not found by its filters');
  for (const query of ['?action=everything', '?account=me', '?from=yesterday', '?from=2020-01-01T00:00:00Z', '?limit=101'])
    await expectProblem(owner.call('GET', `/audit-events${query}`), 400, 'invalid-filter');
  await expectProblem(owner.call('GET', '/audit-events?tenant=other'), 400, 'malformed-request');
}

async function expectAuditor(owner: Visitor, { visitor, id }: Joined): Promise<void> {
  const { id: auditor } = role.parse((await expectStatus(owner.call('POST', '/tenant/roles', AUDITOR), 201)).body);
  await expectStatus(giveRoles(owner, id, 'MEMBER', [auditor]), 204);
  await expectStatus(visitor.call('POST', '/auth/refresh'), 200);
  const { events } = await read(visitor, '?limit=100');
  assertThat(events.length > 0 && events.every(({ address }) => address === '***'), 'a custom role sees hashes of addresses');
}

async function read(visitor: Visitor, query: string): Promise<z.infer<typeof page>> {
  return page.parse((await expectStatus(visitor.call('GET', `/audit-events${query}`), 200)).body);
}

async function pagesOf(visitor: Visitor): Promise<readonly (readonly z.infer<typeof event>[])[]> {
  const pages = [];
  for (let query = '?limit=5'; ;) {
    const { events, next_cursor: next } = await read(visitor, query);
    pages.push(events);
    if (next === null) return pages;
    query = `?limit=5&cursor=${next}`;
  }
}
