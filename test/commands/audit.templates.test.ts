import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceSchema } from '../../lib/assurance/evidence/schema';
import type { Exception } from '../../lib/assurance/exceptions/exception';
import { main } from '../../lib/commands/cli';
import { commitDay } from '../support/commit-day';
import { findByType, firstOf, put, drop, type MutableTemplate } from '../support/mutate';
import type { Declaration } from '../support/proof-title';
import { proves } from '../support/proves';
import { environmentGraph } from '../support/templates';
import { runSurroundings, type Mutation } from './support/run-surroundings';

const day = commitDay();
const AWS_CONTROLS = 'https://aws.amazon.com/compliance/data-center/controls/';
const register = runSurroundings().register;

/** A break of this run's templates, and what the audit must say of it. */
interface Break extends Mutation {
  readonly control: string;
  readonly check: string;
  /** The logical ID of the resource to blame. */
  readonly blamed: (template: MutableTemplate) => string;
}

const tierOf =
  (tier: string) =>
  ({ Properties }: { Properties?: Record<string, unknown> }) =>
    JSON.stringify(Properties?.Tags).includes(`"Tier","Value":"${tier}"`);
const lockedBucket = (template: MutableTemplate) => findByType(template, 'AWS::S3::Bucket', ({ Properties }) => Properties?.ObjectLockEnabled === true)[0];
const dataRouteTable = (template: MutableTemplate) => {
  const [subnet] = findByType(template, 'AWS::EC2::Subnet', tierOf('data'));
  const association = firstOf(template, 'AWS::EC2::SubnetRouteTableAssociation', ({ Properties }) => JSON.stringify(Properties?.SubnetId).includes(subnet));
  return association.Properties?.RouteTableId;
};

const breaks: readonly (readonly [string, Break])[] = [
  [
    'a group opened to the world',
    {
      environment: 'prod',
      stack: 'network',
      control: 'NET-5',
      check: 'no-open-security-group-rule',
      blamed: (template) => findByType(template, 'AWS::EC2::SecurityGroupIngress', isFromGroup)[0],
      mutate: (template) => {
        const rule = firstOf(template, 'AWS::EC2::SecurityGroupIngress', isFromGroup);
        drop(rule, 'SourceSecurityGroupId');
        put(rule, 'CidrIp', '0.0.0.0/0');
      },
    },
  ],
  [
    'an instance in a public subnet',
    {
      environment: 'full',
      stack: 'network',
      control: 'NET-2',
      check: 'public-subnets-hold-only-load-balancers-and-nat',
      blamed: (template) => findByType(template, 'AWS::EC2::Instance')[0],
      mutate: (template) => {
        put(firstOf(template, 'AWS::EC2::Instance'), 'SubnetId', { Ref: findByType(template, 'AWS::EC2::Subnet', tierOf('public'))[0] });
      },
    },
  ],
  [
    'an unencrypted bucket',
    {
      environment: 'prod',
      stack: 'foundation',
      control: 'KEY-2',
      check: 'buckets-are-encrypted',
      blamed: (template) => findByType(template, 'AWS::S3::Bucket')[0],
      mutate: (template) => {
        drop(firstOf(template, 'AWS::S3::Bucket'), 'BucketEncryption');
      },
    },
  ],
  [
    'a data subnet routed to a NAT gateway',
    {
      environment: 'dev',
      stack: 'network',
      control: 'NET-3',
      check: 'data-subnets-have-no-internet-route',
      blamed: (template) => findByType(template, 'AWS::EC2::Route', ({ Properties }) => Properties?.NatGatewayId !== undefined)[0],
      mutate: (template) => {
        put(
          firstOf(template, 'AWS::EC2::Route', ({ Properties }) => Properties?.NatGatewayId !== undefined),
          'RouteTableId',
          dataRouteTable(template),
        );
      },
    },
  ],
  [
    'Object Lock removed',
    {
      environment: 'prod',
      stack: 'foundation',
      control: 'AUD-3',
      check: 'audit-buckets-are-locked',
      blamed: lockedBucket,
      mutate: (template) => {
        const bucket = template.Resources[lockedBucket(template)]!;
        drop(bucket, 'ObjectLockEnabled');
        drop(bucket, 'ObjectLockConfiguration');
      },
    },
  ],
  [
    'the log key deletable',
    {
      environment: 'prod',
      stack: 'foundation',
      control: 'KEY-1',
      check: 'log-keys-cannot-be-deleted',
      blamed: (template) => findByType(template, 'AWS::KMS::Key', isUndeletable)[0],
      mutate: (template) => {
        const policy = firstOf(template, 'AWS::KMS::Key', isUndeletable).Properties?.KeyPolicy as { Statement: { Effect: string }[] };
        policy.Statement = policy.Statement.filter(({ Effect }) => Effect !== 'Deny');
      },
    },
  ],
];

function isFromGroup({ Properties }: { Properties?: Record<string, unknown> }): boolean {
  return Properties?.SourceSecurityGroupId !== undefined;
}

function isUndeletable({ Properties }: { Properties?: Record<string, unknown> }): boolean {
  return JSON.stringify(Properties).includes('"Effect":"Deny"');
}

/** Runs the audit on this run's templates, or on broken copies of them. */
async function audit(environment: string, register_: readonly Exception[], asOf: string, ...mutations: Mutation[]) {
  const around = runSurroundings({ register: register_ }, ...mutations);
  const code = await main(['audit', '--env', environment, '--as-of', asOf], () => around);
  return { code, out: around.out() };
}

const untouched = new Map<string, Promise<{ code: number; out: string }>>();

/** The same audit of the templates as they are: what fails afterwards fails by the break alone. */
async function expectUntouchedPasses(environment: string): Promise<void> {
  const known = untouched.get(environment) ?? audit(environment, register, day);
  untouched.set(environment, known);
  const { code, out } = await known;
  expect(out.split('\n').filter((line) => line.startsWith('fail '))).toEqual([]);
  expect(code).toBe(0);
}

describe("ringwall audit of this run's templates", () => {
  it.each(breaks)('exits 1 by %s and names control, resource and source line', async (_what, broken) => {
    const { environment, stack, control, check, blamed } = broken;
    await expectUntouchedPasses(environment);
    const { template } = environmentGraph(environment).stacks.find(({ name }) => name === stack)!;
    const logicalId = blamed(template);
    const resource = environmentGraph(environment).resources.find((one) => one.stack === stack && one.logicalId === logicalId)!;
    const { code, out } = await audit(environment, register, day, broken);
    expect(code).toBe(1);
    expect(resource.source).toMatch(/^lib\/infrastructure\/.+\.ts:\d+$/);
    expect(findingsOf(out, control, check)).toContain(`${environment} ${stack}/${logicalId}\n     ${environment}/${resource.path} · ${resource.source!}`);
  });
});

describe('the audit pack', () => {
  proves(
    { control: 'KEY-8', part: 'media', evidence: 'in-process' },
    'the pack cites, as a link on its page and in its data, what AWS states about the wiping of media',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pack-'));
      const around = runSurroundings({ register });
      await main(['audit', '--env', 'dev', '--as-of', day, '--out', folder], () => around);
      const [page, data] = ['index.html', 'evidence.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
      rmSync(folder, { recursive: true });
      const { controls } = evidenceSchema.parse(JSON.parse(data!));
      const media = controls.find(({ id }) => id === 'KEY-8')!.environments.dev!.parts.find(({ id }) => id === 'media')!;
      expect(media.citations).toEqual([{ states: expect.stringContaining('NIST SP 800-88') as string, source: AWS_CONTROLS }]);
      expect(page).toContain(`<a href="${AWS_CONTROLS}"`);
    },
  );
});

/** Where each finding of a check stands, as printed. */
function findingsOf(out: string, control: string, check: string): string[] {
  const pattern = new RegExp(`^fail (?:[A-Z]+-\\d+, )*${control}(?:, [A-Z]+-\\d+)* ${check} · (.+\\n.+)$`, 'gm');
  return [...out.matchAll(pattern)].map(([, place = '']) => place);
}

const REGISTER_PART: Declaration = { control: 'CMP-2', part: 'register', evidence: 'design' };

describe('ringwall audit with an exception', () => {
  const bucket = () =>
    environmentGraph('dev')
      .ofType('AWS::S3::Bucket')
      .find(({ stack, source }) => stack === 'foundation' && source !== undefined)!;
  const exception = (overrides: Partial<Exception> = {}): Exception => ({
    id: 'EX-999',
    rule: 'buckets-are-encrypted',
    reason: 'A test.',
    compensatingControl: { controls: ['AUD-3'], sentence: 'Its objects are locked.' },
    constructs: [bucket().path],
    environments: ['dev'],
    owner: 'platform-lead',
    approver: 'security-lead',
    approved: day,
    expires: dayAfter(100),
    ...overrides,
  });
  const unencrypted: Mutation = {
    environment: 'dev',
    stack: 'foundation',
    mutate: (template) => {
      drop(template.Resources[bucket().logicalId]!, 'BucketEncryption');
    },
  };

  proves(REGISTER_PART, 'an expired exception exits 1 and names control, resource and source line', async () => {
    await expectUntouchedPasses('dev');
    const { code, out } = await audit('dev', [...register, exception({ approved: dayAfter(-100), expires: day })], day, unencrypted);
    expect(code).toBe(1);
    expect(findingsOf(out, 'KEY-2', 'buckets-are-encrypted')).toContain(`dev ${place().resource}\n     ${place().source}`);
    expect(out).toContain(`fail KEY-2 exception EX-999 · buckets-are-encrypted\n     dev ${place().resource} · ${place().source}`);
    expect(out).toContain(`it expired on ${day}`);
  });

  proves(REGISTER_PART, 'an exception that excepts nothing exits 1 and names control, resource and source line', async () => {
    await expectUntouchedPasses('dev');
    const { code, out } = await audit('dev', [...register, exception()], day);
    expect(code).toBe(1);
    expect(out).toContain(`fail KEY-2 exception EX-999 · buckets-are-encrypted\n     dev ${place().resource} · ${place().source}`);
    expect(out).toContain('it excepts nothing');
  });

  proves(
    { control: 'CMP-2', part: 'never-excepted', evidence: 'design' },
    'an exception in prod for a log key that can be deleted exits 1, and the finding stays open',
    async () => {
      await expectUntouchedPasses('prod');
      const [, deletable] = breaks.find(([, { check }]) => check === 'log-keys-cannot-be-deleted')!;
      const keys = environmentGraph('prod')
        .ofType('AWS::KMS::Key')
        .map(({ path }) => path);
      const { code, out } = await audit('prod', [...register, exception({ rule: deletable.check, constructs: keys, environments: ['prod'] })], day, deletable);
      expect(code).toBe(1);
      expect(findingsOf(out, 'KEY-1', deletable.check)).not.toEqual([]);
      expect(out).toContain('it may never be excepted in prod, because logs must not be deletable');
    },
  );

  function place(): { resource: string; source: string } {
    const { stack, logicalId, path, source } = bucket();
    return { resource: `${stack}/${logicalId}`, source: `dev/${path} · ${source!}` };
  }
});

function dayAfter(days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
