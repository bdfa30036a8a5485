import { randomUUID } from 'node:crypto';
import { AUDIT_ACTIONS } from '../../../../lambdas/shared/audit/actions';
import { describedAs } from '../../../support/described';
import { AuditWorld } from './audit-world';

const parameters = describedAs('GET /audit-events')?.parameters ?? [];
/** By name, what it takes and what it doesn't. */
const VALUES: Readonly<Record<string, readonly [taken: string, refused: string]>> = {
  account: ['00000000-0000-4000-8000-000000000000', 'ada'],
  action: ['sign-in', 'another'],
  from: ['2025-12-01T00:00:00Z', 'yesterday'],
  until: ['2025-12-31T00:00:00Z', '2025-12-31'],
  result: ['failure', 'maybe'],
  limit: ['100', '101'],
  cursor: ['', 'made-up'],
};

const world = new AuditWorld();
const tenant = randomUUID();
const owner = world.person('OWNER', tenant);

/** The cursor of a first page, which alone is one. */
async function taken(name: string): Promise<string> {
  if (name !== 'cursor') return VALUES[name]?.[0] ?? '';
  await world.happen(tenant);
  await world.happen(tenant);
  return String((await world.log(owner, { limit: '1' })).json.next_cursor);
}

describe('what docs/openapi.json says of the audit log', () => {
  it('names every parameter that it reads', () => {
    expect(parameters.map(({ name }) => name).sort()).toEqual(Object.keys(VALUES).sort());
    const pattern = new RegExp(String(parameters.find(({ name }) => name === 'action')?.schema.pattern));
    expect(AUDIT_ACTIONS.filter((action) => !pattern.test(action))).toEqual([]);
  });

  it.each(parameters.map(({ name }) => name))('is so: %s is read, and a value that it does not take is refused', async (name) => {
    const more: Readonly<Record<string, string>> = name === 'cursor' ? { limit: '1' } : {};
    expect((await world.log(owner, { ...more, [name]: await taken(name) })).status).toBe(200);
    expect((await world.log(owner, { ...more, [name]: VALUES[name]?.[1] ?? '' })).status).toBe(400);
  });
});
