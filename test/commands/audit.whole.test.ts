import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeResult } from '../../lib/assurance/evidence/result';
import { evidenceSchema, type Evidence } from '../../lib/assurance/evidence/schema';
import { MOST_ENTRIES, type Exception } from '../../lib/assurance/exceptions/exception';
import { main } from '../../lib/commands/cli';
import { ConfigurationError, SubnetPlanError } from '../../lib/infrastructure/errors';
import { smallControl, smallSurroundings, type SmallSurroundings } from './support/small-surroundings';

const day = ['--as-of', '2026-11-22'];
let folder: string;
let pack: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringwall-command-'));
  pack = join(folder, 'pack');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function run(around: SmallSurroundings, ...words: string[]): Promise<number> {
  return main(['audit', ...day, ...words], () => around);
}

async function evidenceOf(around: SmallSurroundings, ...words: string[]): Promise<Evidence> {
  await run(around, '--json', ...words);
  return evidenceSchema.parse(JSON.parse(around.out()));
}

const exception: Exception = {
  id: 'EX-001',
  rule: 'vpcs-are-tagged',
  reason: 'Tags come with the next release.',
  compensatingControl: { controls: ['NET-1'], sentence: 'It is found by name.' },
  constructs: ['network/Vpc'],
  findings: ['the VPC has no tag'],
  environments: ['prod'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-01',
  expires: '2027-03-01',
};

describe('ringwall audit', () => {
  it('exits 0 when nothing fails, and writes the pack', async () => {
    const around = smallSurroundings();
    expect(await run(around, '--out', pack)).toBe(0);
    expect(readdirSync(pack)).toEqual(['controls.csv', 'evidence.json', 'evidence.schema.json', 'findings.sarif', 'index.html', 'manifest.json']);
    expect(around.out()).toContain(`audit pack: ${join(pack, 'index.html')}`);
    expect(around.out()).toContain('prod: audit-1y is locked until 2027-11-22');
  });

  it('prints CPU-seconds by stage and resources per CPU-second on standard error', async () => {
    const around = smallSurroundings();
    await run(around);
    for (const stage of [
      'start',
      'synthesize',
      'resolve the templates',
      'run checks and proofs',
      'run the nag packs',
      'weigh the evidence',
      'render the audit pack',
      'total',
    ]) {
      expect(around.error()).toMatch(new RegExp(`^${stage} +\\d+\\.\\d\\d CPU-seconds`, 'm'));
    }
    expect(around.error()).toMatch(/2 resources, \d+ resources per CPU-second/);
  });

  it('writes nothing without --out', async () => {
    await run(smallSurroundings());
    expect(existsSync(pack)).toBe(false);
  });

  it('exits 1 by a finding, names it in full, and still writes the pack', async () => {
    const around = smallSurroundings({ untagged: ['prod'] });
    expect(await run(around, '--out', pack)).toBe(1);
    expect(around.out()).toMatch(/^fail NET-1 vpcs-are-tagged · prod network\/Vpc\n {5}prod\/network\/Vpc · \S.*\n {5}the VPC has no tag$/m);
    expect(existsSync(join(pack, 'manifest.json'))).toBe(true);
  });

  it('exits 1 when there is nothing to judge', async () => {
    const around = smallSurroundings({
      instruments: { checks: [{ id: 'vpcs-are-tagged', claim: 'None.', judge: () => ({ judged: [], findings: [] }) }], proofs: [] },
    });
    expect(await run(around)).toBe(1);
    expect(around.out()).toContain('fail NET-1 tags · dev');
  });

  it('exits 1 by a check that throws, and names it', async () => {
    const crash = () => {
      throw new Error('no such thing');
    };
    const around = smallSurroundings({ instruments: { checks: [{ id: 'vpcs-are-tagged', claim: 'It throws.', judge: crash }], proofs: [] } });
    expect(await run(around)).toBe(1);
    expect(around.out()).toContain('check crashed: vpcs-are-tagged: no such thing');
  });

  describe('--json', () => {
    it('writes one document of the schema to standard output, the same bytes as in the pack', async () => {
      const around = smallSurroundings({ untagged: ['prod'] });
      expect(await run(around, '--json', '--out', pack)).toBe(1);
      expect(around.out()).toBe(readFileSync(join(pack, 'evidence.json'), 'utf8'));
      expect(evidenceSchema.parse(JSON.parse(around.out()))).toMatchObject({
        asOf: '2026-11-22',
        verdict: 'fail',
        environments: [
          { name: 'dev', verdict: 'pass' },
          { name: 'prod', verdict: 'fail' },
        ],
      });
      expect(around.error()).toContain('fail NET-1');
    });
  });

  describe('--env', () => {
    it('judges one environment alone', async () => {
      const around = smallSurroundings({ untagged: ['prod'] });
      expect(await run(around, '--env', 'dev')).toBe(0);
      expect((await evidenceOf(smallSurroundings(), '--env', 'prod')).environments.map(({ name }) => name)).toEqual(['prod']);
    });

    it('has the same digest as the whole, so that test results count', async () => {
      expect((await evidenceOf(smallSurroundings(), '--env', 'prod')).digest).toBe((await evidenceOf(smallSurroundings())).digest);
    });

    it('does not call an exception unused that belongs to another environment', async () => {
      expect(await run(smallSurroundings({ untagged: ['prod'], register: [exception] }), '--env', 'dev')).toBe(0);
    });
  });

  describe('--strict and --require-evidence', () => {
    const missing = { ...smallControl, parts: [...smallControl.parts, { id: 'more', side: 'templates' as const, claim: 'More.', missing: 'later' }] };
    const tested = {
      ...smallControl,
      parts: [...smallControl.parts, { id: 'driven', side: 'runtime' as const, claim: 'It runs.', tests: ['emulated' as const] }],
    };

    it.each([
      ['exits 0 on what is not implemented', [], missing, 0],
      ['exits 1 on what is not implemented with --strict', ['--strict'], missing, 1],
      ['exits 0 on what is not implemented with --require-evidence', ['--require-evidence'], missing, 0],
      ['exits 0 on tests that did not run', [], tested, 0],
      ['exits 0 on tests that did not run with --strict', ['--strict'], tested, 0],
      ['exits 1 on tests that did not run with --require-evidence', ['--require-evidence'], tested, 1],
    ])('%s', async (_title, words, control, code) => {
      expect(await run(smallSurroundings({ controls: [control] }), ...words)).toBe(code);
    });

    it('exits 0 with --require-evidence once the tests ran on this digest', async () => {
      const { digest } = await evidenceOf(smallSurroundings());
      writeFileSync(
        join(folder, 'driven.test.ts.jsonl'),
        writeResult({ control: 'NET-1', part: 'driven', class: 'emulated', sentence: 'runs', outcome: 'passed', node: 'v20.20.0', digest }),
      );
      expect(await run(smallSurroundings({ controls: [tested], evidenceFolder: folder }), '--require-evidence')).toBe(0);
    });

    it('exits 1 with --require-evidence when they ran on other templates, and says so', async () => {
      writeFileSync(
        join(folder, 'driven.test.ts.jsonl'),
        writeResult({ control: 'NET-1', part: 'driven', class: 'emulated', sentence: 'runs', outcome: 'passed', node: 'v20.20.0', digest: 'b'.repeat(64) }),
      );
      const around = smallSurroundings({ controls: [tested], evidenceFolder: folder });
      expect(await run(around, '--require-evidence')).toBe(1);
      expect(around.out()).toContain('1 test results are of other templates or bundles');
    });

    it('exits 1 without any option when a test failed', async () => {
      const { digest } = await evidenceOf(smallSurroundings());
      writeFileSync(
        join(folder, 'driven.test.ts.jsonl'),
        writeResult({ control: 'NET-1', part: 'driven', class: 'emulated', sentence: 'runs', outcome: 'failed', node: 'v20.20.0', digest }),
      );
      const around = smallSurroundings({ controls: [tested], evidenceFolder: folder });
      expect(await run(around)).toBe(1);
      expect(around.out()).toContain('test failed: runs');
    });

    it('tells of refused results', async () => {
      writeFileSync(join(folder, 'forged.test.ts.jsonl'), 'no json');
      const around = smallSurroundings({ controls: [tested], evidenceFolder: folder });
      await run(around);
      expect(around.out()).toContain('warning evidence forged.test.ts.jsonl:1 is refused: the record is malformed');
    });
  });

  describe('with exceptions', () => {
    it('exits 0 while one accepts the finding', async () => {
      expect(await run(smallSurroundings({ untagged: ['prod'], register: [exception] }))).toBe(0);
    });

    it('exits 1 on the day it expires, and names control, resource and entry', async () => {
      const around = smallSurroundings({ untagged: ['prod'], register: [exception] });
      expect(await run(around, '--as-of', '2027-03-01')).toBe(1);
      expect(around.out()).toContain('fail NET-1 vpcs-are-tagged · prod network/Vpc');
      expect(around.out()).toMatch(/^fail NET-1 exception EX-001 · vpcs-are-tagged\n {5}prod network\/Vpc · prod\/network\/Vpc · \S/m);
    });

    it('exits 1 when one excepts nothing', async () => {
      const around = smallSurroundings({ register: [exception] });
      expect(await run(around)).toBe(1);
      expect(around.out()).toContain('it excepts nothing at prod/network/Vpc');
    });

    it('says so when the construct is gone', async () => {
      const around = smallSurroundings({ register: [{ ...exception, constructs: ['network/Gone'] }] });
      expect(await run(around)).toBe(1);
      expect(around.out()).toContain('prod/network/Gone · there is no such construct');
    });

    it('warns 14 days ahead and exits 0', async () => {
      const around = smallSurroundings({ untagged: ['prod'], register: [exception] });
      expect(await run(around, '--as-of', '2027-02-20')).toBe(0);
      expect(around.out()).toContain('warning EX-001');
    });

    it('exits 1 when the register holds too many entries', async () => {
      const register = Array.from({ length: MOST_ENTRIES + 1 }, (_, index): Exception => ({ ...exception, id: `EX-${String(index + 1).padStart(3, '0')}` }));
      const around = smallSurroundings({ untagged: ['prod'], register });
      expect(await run(around)).toBe(1);
      expect(around.out()).toContain('fail register of exceptions');
    });
  });

  describe('exits 2, writes nothing and says why', () => {
    it.each([
      ['an unknown environment', ['--env', 'qa'], 'The environments are dev, prod.'],
      ['an unknown option', ['--fix'], "unknown option '--fix'"],
      ['a second word', ['now'], 'too many arguments'],
      ['a day that the calendar does not have', ['--as-of', '2026-02-30'], 'YYYY-MM-DD'],
      ['an option without its value', ['--env'], 'argument missing'],
    ])('for %s', async (_what, words, message) => {
      const around = smallSurroundings();
      expect(await run(around, '--out', pack, ...words)).toBe(2);
      expect(around.error()).toContain(message);
      expect(around.out()).toBe('');
      expect(existsSync(pack)).toBe(false);
    });

    it('for a folder of somebody else, before anything is synthesized', async () => {
      writeFileSync(join(folder, 'thesis.txt'), '');
      let synthesized = false;
      const around = smallSurroundings({
        synthesize: () => {
          synthesized = true;
        },
      });
      expect(await run(around, '--out', folder)).toBe(2);
      expect(around.error()).toContain('only a new or empty folder or an earlier audit pack is allowed');
      expect(synthesized).toBe(false);
      expect(readdirSync(folder)).toEqual(['thesis.txt']);
    });

    it('for a bad configuration, with every problem', async () => {
      const problem = { environment: 'prod', field: 'network.cidr', given: '"10.0.0.0/30"', allowed: '/16 to /20', fix: 'take a larger one' };
      const around = smallSurroundings({
        configurations: () => {
          throw new ConfigurationError([problem, { ...problem, field: 'zones' }]);
        },
      });
      expect(await run(around, '--out', pack)).toBe(2);
      expect(around.error()).toContain('network.cidr');
      expect(around.error()).toContain('zones');
      expect(existsSync(pack)).toBe(false);
    });

    it('for a defect of the infrastructure that its message says how to mend, without asking for a report', async () => {
      const around = smallSurroundings({
        synthesize: () => {
          throw new SubnetPlanError('10.0.0.0/24', 3);
        },
      });
      expect(await run(around, '--out', pack)).toBe(2);
      expect(around.error()).toContain("The VPC 10.0.0.0/24 can't hold a subnet");
      expect(around.error()).not.toContain('Please report');
      expect(existsSync(pack)).toBe(false);
    });

    it('for an error of its own, without a stack trace', async () => {
      const around = smallSurroundings({
        synthesize: () => {
          throw new Error('disk full');
        },
      });
      expect(await run(around, '--out', pack)).toBe(2);
      expect(around.error()).toContain('stopped by an error of its own, and wrote nothing: disk full');
      expect(around.error()).not.toContain('    at ');
      expect(existsSync(pack)).toBe(false);
    });
  });

  it('leaves an earlier pack alone when it exits 2', async () => {
    await run(smallSurroundings(), '--out', pack);
    const before = readFileSync(join(pack, 'manifest.json'), 'utf8');
    expect(await run(smallSurroundings(), '--out', pack, '--env', 'qa')).toBe(2);
    expect(readFileSync(join(pack, 'manifest.json'), 'utf8')).toBe(before);
  });

  it('gives the same bytes for the same commit, day and evidence', async () => {
    await run(smallSurroundings(), '--out', pack);
    await run(smallSurroundings(), '--out', join(folder, 'again'));
    for (const name of readdirSync(pack)) expect(readFileSync(join(folder, 'again', name), 'utf8')).toBe(readFileSync(join(pack, name), 'utf8'));
  });
});

describe('ringwall', () => {
  it.each([[['--help']], [['audit', '--help']]])('explains itself with examples and exit codes for %j', async (words) => {
    const around = smallSurroundings();
    expect(await main(words, () => around)).toBe(0);
    expect(around.out()).toContain('ringwall audit --out audit-pack');
    expect(around.out()).toContain('Exit codes:');
  });

  it('says what 1 means where it is so, and of no command what another one does', async () => {
    const helpOf = async (...words: readonly string[]) => {
      const around = smallSurroundings();
      await main([...words, '--help'], () => around);
      return around.out();
    };
    const codes = [];
    for (const name of ['audit', 'local', 'rotate']) {
      const help = await helpOf(name);
      expect(help.match(/^Exit codes:/gm)).toHaveLength(1);
      codes.push(help.slice(help.indexOf('Exit codes:')));
    }
    const own = await helpOf();
    expect(own).toContain('What 1 means, each command says');
    expect(own).not.toContain('the pack says what');
    expect(new Set([...codes, own.slice(own.indexOf('Exit codes:'))]).size).toBe(4);
  });

  it.each([[[]], [['audits']], [['--json']]])('exits 2 for %j', async (words) => {
    const around = smallSurroundings();
    expect(await main(words, () => around)).toBe(2);
    expect(around.error()).not.toBe('');
    expect(around.out()).toBe('');
  });
});
