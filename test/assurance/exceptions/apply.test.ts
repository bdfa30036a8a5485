import { applyExceptions, type Applied } from '../../../lib/assurance/exceptions/apply';
import type { Exceptable } from '../../../lib/assurance/exceptions/covers';
import { InvalidDay } from '../../../lib/assurance/exceptions/errors';
import { MOST_ENTRIES, type Exception } from '../../../lib/assurance/exceptions/exception';
import { entryWith, standardWith } from './entry-with';

function findingAt(environment: string, path = 'network/Vpc/PublicAcl', overrides: Partial<Exceptable> = {}): Exceptable {
  return { environment, rule: 'VPCNoNACLs', path, ...overrides };
}

const needed = [findingAt('dev'), findingAt('prod')];

const RESOURCES = ['network/Vpc/PublicAcl/Resource', 'network/Vpc/DataAcl/Resource', 'network/Vpc/Resource'];

function apply(
  register: readonly Exception[],
  findings: readonly Exceptable[] = needed,
  asOf = '2026-06-02',
  judged = ['dev', 'staging', 'prod'],
): Applied<Exceptable> {
  const paths = new Set([...RESOURCES, ...findings.map(({ path }) => path)]);
  return applyExceptions(register, { ...standardWith({ asOf }), findings, judged: new Map(judged.map((name) => [name, paths])) });
}

/** One failure with this code, and no other problem. */
function expectProblem({ problems }: Applied<Exceptable>, code: string, exception: string, message: string): void {
  expect(problems.map((problem) => [problem.code, problem.exception, problem.severity])).toEqual([[code, exception, 'failure']]);
  expect(problems[0]?.message).toContain(message);
}

function codesOf({ problems }: Applied<Exceptable>): string[] {
  return problems.map(({ code }) => code);
}

describe('applyExceptions', () => {
  it('accepts what an entry names, by its ID, and has nothing to complain of', () => {
    const applied = apply([entryWith()]);
    expect([...applied.acceptedBy]).toEqual(needed.map((finding) => [finding, 'EX-001']));
    expect(applied.open).toEqual([]);
    expect(applied.problems).toEqual([]);
  });

  it('takes the default child of a construct for the construct, as L2 constructs have them', () => {
    for (const child of ['Resource', 'Default']) {
      const findings = needed.map(({ environment, path }) => findingAt(environment, `${path}/${child}`));
      expect(apply([entryWith()], findings)).toMatchObject({ open: [], problems: [] });
    }
  });

  it('leaves open what another environment, rule or construct finds, also one below or beside the construct', () => {
    const others = [
      findingAt('staging'),
      findingAt('prod', 'network/Vpc/PublicAcl/Entry'),
      findingAt('prod', 'network/Vpc/PublicAcl/Entry/Resource'),
      findingAt('prod', 'network/Vpc/PublicAcl2'),
      findingAt('prod', 'network/Vpc'),
      findingAt('prod', 'network/Vpc/PublicAcl', { rule: 'VPCFlowLogsEnabled' }),
    ];
    expect(apply([entryWith()], [...needed, ...others]).open).toEqual(others);
  });

  it('accepts of a rule that reports several only the findings listed', () => {
    const named = needed.map((finding) => ({ ...finding, findingId: 'Resource::*' }));
    expect(apply([entryWith({ findings: ['Resource::*'] })], named)).toMatchObject({ open: [], problems: [] });
    expect(apply([entryWith({ findings: ['Resource::a'] })], named).open).toEqual(named);
    expect(apply([entryWith()], named).open).toEqual(named);
  });

  it("accepts findings of checks by the check's ID and the reason that it gave, and not the next one", () => {
    const finding = { environment: 'prod', rule: 'log-archive-is-a-separate-account', path: 'foundation/AuditOneYear/Resource', findingId: 'same account' };
    const next = { ...finding, findingId: 'another defect' };
    const entry = entryWith({ rule: finding.rule, constructs: ['foundation/AuditOneYear'], findings: ['same account'], environments: ['prod'] });
    expect(apply([entry], [finding, next])).toMatchObject({ open: [next], problems: [] });
  });

  it('opens again what an expired entry excepted, and names entry and date', () => {
    const applied = apply([entryWith()], needed, '2026-11-28');
    expect(applied.open).toEqual(needed);
    expectProblem(applied, 'EXPIRED', 'EX-001', '2026-11-28');
  });

  it('opens again what any other refused entry excepted', () => {
    const applied = apply([entryWith({ approver: 'platform-lead' })]);
    expect(applied.open).toEqual(needed);
    expect(codesOf(applied)).toEqual(['SELF_APPROVED']);
  });

  it('refuses an entry that excepts nothing', () => {
    expectProblem(apply([entryWith()], []), 'UNUSED', 'EX-001', 'nothing at dev/network/Vpc/PublicAcl, prod/network/Vpc/PublicAcl;');
  });

  it('refuses an entry one of whose constructs excepts nothing, and names it', () => {
    const entry = entryWith({ constructs: ['network/Vpc/PublicAcl', 'network/Vpc/DataAcl'] });
    expectProblem(apply([entry]), 'UNUSED', 'EX-001', 'nothing at dev/network/Vpc/DataAcl, prod/network/Vpc/DataAcl;');
  });

  it('allows a construct that one of the environments does not have, as long as it is needed where it stands', () => {
    const entry = entryWith({ constructs: ['network/Vpc/PublicAcl', 'network/Firewall'] });
    const findings = [...needed, findingAt('prod', 'network/Firewall')];
    const judged = new Map([
      ['dev', new Set(RESOURCES)],
      ['prod', new Set([...RESOURCES, 'network/Firewall'])],
    ]);
    expect(applyExceptions([entry], { ...standardWith(), findings, judged })).toMatchObject({ open: [], problems: [] });
  });

  it('refuses an entry one of whose constructs stands in none of its environments', () => {
    const entry = entryWith({ constructs: ['network/Vpc/PublicAcl', 'network/Gone'] });
    expectProblem(apply([entry]), 'UNUSED', 'EX-001', 'nothing at network/Gone;');
  });

  it('refuses an entry that names an environment which has none of the constructs', () => {
    const judged = new Map([
      ['dev', new Set(RESOURCES)],
      ['prod', new Set<string>()],
    ]);
    expectProblem(applyExceptions([entryWith()], { ...standardWith(), findings: [findingAt('dev')], judged }), 'UNUSED', 'EX-001', 'nothing at prod;');
  });

  it('refuses an entry that excepts nothing in one of its environments', () => {
    expectProblem(apply([entryWith()], [findingAt('dev')]), 'UNUSED', 'EX-001', 'nothing at prod/network/Vpc/PublicAcl;');
  });

  it('refuses an entry one of whose findings is found nowhere', () => {
    const named = needed.map((finding) => ({ ...finding, findingId: 'Resource::*' }));
    const applied = apply([entryWith({ findings: ['Resource::*', 'Action::s3:*'] })], named);
    expectProblem(applied, 'UNUSED', 'EX-001', 'nothing at Action::s3:*;');
  });

  it('calls nothing unused in an environment that was not judged', () => {
    const entry = entryWith({ constructs: ['network/Vpc/PublicAcl', 'network/InProdOnly'], findings: ['Resource::*', 'Action::s3:*'] });
    const applied = apply([entry], [findingAt('dev', undefined, { findingId: 'Resource::*' })], '2026-06-02', ['dev']);
    expect(applied.problems).toEqual([]);
  });

  it('refuses two entries about one finding, once', () => {
    expectProblem(apply([entryWith(), entryWith({ id: 'EX-002' })]), 'OVERLAPPING', 'EX-002', 'EX-001 and EX-002');
  });

  it('refuses an ID that stands twice, and lets neither hold', () => {
    const applied = apply(
      [entryWith(), entryWith({ rule: 'VPCFlowLogsEnabled', constructs: ['network/Vpc'] })],
      [...needed, findingAt('dev', 'network/Vpc', { rule: 'VPCFlowLogsEnabled' }), findingAt('prod', 'network/Vpc', { rule: 'VPCFlowLogsEnabled' })],
    );
    expect(codesOf(applied)).toEqual(['DUPLICATE_ID']);
    expect(applied.open).toHaveLength(4);
  });

  it('refuses a register of more entries than the most', () => {
    const entries = Array.from({ length: MOST_ENTRIES + 1 }, (_, index) => entryWith({ id: `EX-${100 + index}`, constructs: [`network/Acl${index}`] }));
    const findings = entries.flatMap(({ constructs: [path] }) => [findingAt('dev', path), findingAt('prod', path)]);
    expectProblem(apply(entries, findings), 'TOO_MANY_ENTRIES', 'register', `${String(MOST_ENTRIES + 1)} entries; at most ${String(MOST_ENTRIES)}`);
    expect(apply(entries.slice(1), findings).problems).toEqual([]);
  });

  it('lists what each entry covers, widest first', () => {
    const narrow = entryWith({ constructs: ['network/Vpc/DataAcl'], environments: ['dev'] });
    const wide = entryWith({ id: 'EX-002' });
    const { coverage } = apply([narrow, wide], [...needed, findingAt('dev', 'network/Vpc/DataAcl')]);
    expect(coverage.map(({ entry, accepted }) => [entry.id, accepted.length])).toEqual([
      ['EX-002', 2],
      ['EX-001', 1],
    ]);
  });

  it('refuses a day of judgement that is none', () => {
    expect(() => apply([entryWith()], needed, '2026-02-29')).toThrow(InvalidDay);
  });
});
