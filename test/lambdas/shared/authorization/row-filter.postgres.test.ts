import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { listRows } from '../../../../lambdas/application/documents/rows';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import type { CompiledPolicySet } from '../../../../lambdas/shared/authorization/policy-set';
import type { AccessRequest } from '../../../../lambdas/shared/authorization/request';
import { rowFilterOf, type RowFilter } from '../../../../lambdas/shared/authorization/row-filter';
import { TenantTransaction } from '../../../../lambdas/shared/database/tenant-transaction';
import { accessRequests, dice } from '../../../support/access-requests';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { proves } from '../../../support/proves';
import { sealedBytes } from '../../data/two-tenants';
import { sql } from '../../../../lambdas/shared/database/statement';

const SEED = 20_261_126;
const QUERIES = 10_000;
const AT_ONCE = 400;
const ALL = { limit: 1000 };

/** One question: what may this one see, acting in this tenant, under these circumstances? */
interface Question {
  readonly principal: AccessRequest['principal'];
  readonly tenant: string;
  readonly context: AccessRequest['context'];
}

interface StoredRow {
  readonly id: string;
  readonly tenant: string;
  readonly creator: string;
}

let database: TestDatabase;

/** A UUID for each name, the same in each run. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const draw = dice(SEED);
const TENANTS = Array.from({ length: 16 }, (_, index) => uuidOf(`tenant ${String(index)}`));
/** Persons and keys. Most are in several tenants, so that a creator alone tells no tenant. */
const CREATORS = Array.from({ length: 40 }, (_, index) => {
  const id = uuidOf(`creator ${String(index)}`);
  return index % 4 === 0 ? `api-key/${id.replaceAll('-', '').slice(0, 16)}` : `account/${id}`;
});
const MEMBERS = new Map(TENANTS.map((tenant) => [tenant, CREATORS.filter(() => draw.chance(0.2))]));
const DOCUMENTS: readonly StoredRow[] = [...MEMBERS].flatMap(([tenant, members]) =>
  members.flatMap((creator) => Array.from({ length: draw.below(7) }, (_, index) => ({ tenant, creator, id: uuidOf(`${tenant} ${creator} ${String(index)}`) }))),
);

/** The generated questions, each with tenants and creators of the database for the names that they have. */
function* questions(): Generator<Question> {
  for (const { principal, context, resource } of accessRequests(SEED, QUERIES)) {
    const names = namesFor(principal.tenant);
    const renamed = JSON.parse(JSON.stringify({ principal, context, tenant: resource.tenant }), (_, value: unknown) =>
      typeof value === 'string' ? (names.get(value) ?? value) : value,
    ) as Question;
    // Most of the generated grants are of other actions: here documents alone are asked for.
    const grants =
      'grants' in renamed.principal ? renamed.principal.grants.map((grant, index) => (index === 0 ? { ...grant, permission: 'documents:read' } : grant)) : [];
    yield { ...renamed, principal: renamed.principal.type === 'Person' ? { ...renamed.principal, grants } : renamed.principal };
  }
}

/** Who asks is mostly somebody of their tenant. */
function namesFor(home: string): ReadonlyMap<string, string> {
  const first = draw.below(TENANTS.length);
  const tenants = new Map(['acme', 'other', 'third'].map((name, index) => [name, TENANTS[(first + index * 5) % TENANTS.length]!]));
  const members = MEMBERS.get(tenants.get(home) ?? '') ?? [];
  const one = (kind: string): string => {
    const near = members.filter((id) => id.startsWith(kind));
    return draw.one(near.length > 0 && draw.chance(0.9) ? near : CREATORS.filter((id) => id.startsWith(kind)));
  };
  const [ann, bob, olga] = [one('account/'), one('account/'), one('account/')];
  return new Map([...tenants, ['account/ann', ann], ['account/bob', bob], ['account/olga', olga], ['api-key/k1', one('api-key/')]]);
}

const allowed = (set: CompiledPolicySet, { principal, context }: Question, { tenant, creator }: Omit<StoredRow, 'id'>): boolean =>
  decide(set, set.hash, { principal, action: 'documents:read', resource: { type: 'Document', tenant, creator }, context }).allowed;

function filterOf(set: CompiledPolicySet, question: Question): RowFilter {
  return rowFilterOf((document) => allowed(set, question, { tenant: question.tenant, creator: 'creator' in document ? document.creator : '' }), {
    id: question.principal.id,
    tenant: question.tenant,
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  for (const tenant of TENANTS)
    await database.application.withTenant(tenant, async (transaction) => {
      await transaction.query(sql`INSERT INTO app.tenants (name) VALUES (${tenant})`);
      for (const { id, creator } of DOCUMENTS.filter((row) => row.tenant === tenant))
        await transaction.query(sql`INSERT INTO app.documents (id, creator, title, body) VALUES (${id}, ${creator}, 'T', ${sealedBytes()})`);
    });
});

afterAll(() => database.drop());

/** What the database gives, for each question: by the filter, under row security unless the client is beyond it. */
async function answersOf(filterFor: (question: Question) => RowFilter, asked: readonly Question[], client?: Client): Promise<readonly string[][]> {
  const answers: string[][] = [];
  for (const tenant of TENANTS) {
    const here = [...asked.entries()].filter(([, question]) => question.tenant === tenant);
    for (let from = 0; from < here.length; from += AT_ONCE) {
      const some = here.slice(from, from + AT_ONCE);
      const work = async (transaction: TenantTransaction): Promise<void> => {
        for (const [index, question] of some) answers[index] = (await listRows(transaction, filterFor(question), ALL)).map(({ id }) => id).toSorted();
      };
      await (client === undefined ? database.application.withTenant(tenant, work) : work(new TenantTransaction(client)));
    }
  }
  return answers;
}

/**
 * The questions whose answer isn't, row for row of all tenants, what the policies say. Nobody sees two tenants at once: of who may enter
 * another, and of who asks in one that isn't theirs, the rows of the tenant acted in count.
 */
function disagreements(asked: readonly Question[], answers: readonly string[][]): number {
  return asked.filter((question, index) => {
    const isHome = question.tenant === question.principal.tenant && question.context.breakGlass === undefined;
    const answered = new Map<string, boolean>();
    const isAllowed = (row: StoredRow): boolean => {
      const kind = `${row.tenant} ${row.creator}`;
      const answer = answered.get(kind) ?? allowed(COMPILED_POLICIES, question, row);
      answered.set(kind, answer);
      return answer;
    };
    const expected = DOCUMENTS.filter((row) => (isHome || row.tenant === question.tenant) && isAllowed(row));
    return JSON.stringify(expected.map(({ id }) => id).toSorted()) !== JSON.stringify(answers[index]);
  }).length;
}

const asked = [...questions()];

describe('policies, filter and row security', () => {
  proves(
    { control: 'AZN-3', part: 'row-filter', evidence: 'real-server' },
    `for ${String(QUERIES)} generated persons, tenants, keys, custom grants and circumstances, the database gives exactly the rows that the policies allow`,
    async () => {
      const started = performance.now();
      const answers = await answersOf((question) => filterOf(COMPILED_POLICIES, question), asked);
      expect(disagreements(asked, answers)).toBe(0);
      const lengths = new Set(answers.map((ids) => ids.length));
      expect(lengths.size).toBeGreaterThan(15);
      expect(DOCUMENTS.length).toBeGreaterThan(200);
      const share = answers.filter((ids) => ids.length > 0).length / answers.length;
      expect(share).toBeGreaterThan(0.2);
      process.stdout.write(
        `row filter: ${String(asked.length)} queries over ${String(DOCUMENTS.length)} rows of ${String(TENANTS.length)} tenants agree; ${(share * 100).toFixed(0)} % see any; ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
      );
    },
    120_000,
  );

  it.each([
    ['shows the own rows to everybody', (filter: RowFilter) => ({ ...filter, own: true })],
    ["shows all others' rows to everybody", (filter: RowFilter) => ({ ...filter, others: true })],
    ['hides the own rows', (filter: RowFilter) => ({ ...filter, own: false })],
    ["hides all others' rows", (filter: RowFilter) => ({ ...filter, others: false })],
    ['takes another for the caller', (filter: RowFilter) => ({ ...filter, creator: CREATORS[1]! })],
  ])('disagree when the filter %s', async (_, planted) => {
    const some = asked.slice(0, 500);
    const answers = await answersOf((question) => planted(filterOf(COMPILED_POLICIES, question)), some);
    expect(disagreements(some, answers)).toBeGreaterThan(0);
  });

  const { permits, forbids } = COMPILED_POLICIES.actions.get('documents:read')!;
  it.each([...permits, ...forbids].map(({ id }) => id))('disagree when the filter is made without the policy %s', async (missing) => {
    const action = COMPILED_POLICIES.actions.get('documents:read')!;
    const without = { ...action, permits: action.permits.filter(({ id }) => id !== missing), forbids: action.forbids.filter(({ id }) => id !== missing) };
    const mutated = { ...COMPILED_POLICIES, actions: new Map([['documents:read', without]]) };
    const some = asked.slice(0, 500);
    const answers = await answersOf((question) => filterOf(mutated, question), some);
    expect(disagreements(some, answers)).toBeGreaterThan(0);
  });

  it('disagree where row security does not bind', async () => {
    const some = asked.slice(0, 500);
    const answers = await answersOf((question) => filterOf(COMPILED_POLICIES, question), some, await database.connectAsSuperuser());
    expect(disagreements(some, answers)).toBeGreaterThan(0);
  });
});
