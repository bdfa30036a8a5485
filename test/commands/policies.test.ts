import { main } from '../../lib/commands/cli';
import { PUBLISHED_POLICIES } from '../../lib/policies/published-policies';
import { PolicyServer } from '../operations/policy-server';
import { configurationWith } from '../support/configuration';
import { proves } from '../support/proves';
import { smallSurroundings, type SmallSurroundings } from './support/small-surroundings';

const PART = { control: 'AZN-4', part: 'live-drift', evidence: 'in-process' } as const;
const { policies } = PUBLISHED_POLICIES;
const [FIRST, SECOND] = Object.keys(policies) as [string, string];
const COUNT = Object.keys(policies).length;
const before = { ...process.env };

let server: PolicyServer;
let around: SmallSurroundings;

beforeEach(async () => {
  server = await PolicyServer.start();
  const configurations = [
    configurationWith({ name: 'full', authorization: { policyStore: 'create' } }),
    configurationWith({ name: 'dev', authorization: { policyStore: 'skip' } }),
  ];
  around = smallSurroundings({ configurations: () => configurations });
  // One attempt, so that no failure is waited for.
  Object.assign(process.env, { AWS_ENDPOINT_URL: server.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1' });
});

afterEach(async () => {
  process.env = { ...before };
  await server.stop();
});

const run = (...words: readonly string[]): Promise<number> => main(['policies', ...words], () => around);
const drift = async (): Promise<unknown> => {
  expect(await run('full', '--json')).toBe(1);
  return (JSON.parse(around.out()) as { drift: unknown }).drift;
};

describe('ringwall policies', () => {
  proves(PART, 'a store that holds the schema and each policy of the files once is the same, and nothing was asked for but to read', async () => {
    expect(await run('full')).toBe(0);
    expect(around.out()).toBe(
      `The policy store PSEXAMPLEabcdefg111111 holds the schema and the ${String(COUNT)} policies of the set ${PUBLISHED_POLICIES.hash}, and nothing else.\n`,
    );
    const reading = ['GetCallerIdentity', 'GetPolicy', 'GetPolicyStore', 'GetSchema', 'ListPolicies', 'ListStackResources'];
    expect([...new Set(server.operations)].toSorted()).toEqual(reading);
    expect(server.operations.filter((operation) => operation === 'GetPolicy')).toHaveLength(COUNT);
  });

  it('is the same in whatever order the schema has its members, and says so to programs', async () => {
    const reversed = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([name, inner]) => [name, reversed(inner)]),
          );
    server.schema = JSON.stringify(reversed(PUBLISHED_POLICIES.schema), undefined, 1);
    server.policies.reverse();
    expect(await run('full', '--json')).toBe(0);
    const report = { environment: 'full', store: 'PSEXAMPLEabcdefg111111', policySet: PUBLISHED_POLICIES.hash, policies: COUNT, passed: true, drift: [] };
    expect(JSON.parse(around.out())).toEqual(report);
  });

  proves(PART, 'a policy that is missing, one that was changed, and one that no file has are each named', async () => {
    server.policies = [
      { id: 'SPchanged', statement: String(policies[SECOND]).replace('permit', 'forbid') },
      { id: 'SPextra', statement: 'permit (principal, action, resource);' },
      ...server.policies.slice(2),
    ];
    expect(await drift()).toEqual([
      { kind: 'missing', policy: FIRST },
      { kind: 'changed', policy: SECOND, deployed: 'SPchanged' },
      { kind: 'extra', deployed: 'SPextra' },
    ]);
    around = smallSurroundings({ configurations: around.configurations });
    expect(await run('full')).toBe(1);
    expect(around.out()).toBe(
      `missing    ${FIRST}: the store hasn't it\nchanged    ${SECOND}: the store has another text of it, as SPchanged\nextra      SPextra: no file has it\n`,
    );
  });

  proves(PART, 'another schema, and validation that is off, are each named', async () => {
    server.schema = JSON.stringify({ Ringwall: { ...PUBLISHED_POLICIES.schema.Ringwall!, commonTypes: {} } });
    server.validation = 'OFF';
    expect(await drift()).toEqual([
      { kind: 'validation', advice: 'it validates OFF, and not STRICT' },
      { kind: 'schema', advice: "its schema isn't the files'" },
    ]);
  });

  it.each(['', '{', '[]', 'null'])('takes %j for no schema of ours', async (schema) => {
    server.schema = schema;
    expect(await drift()).toEqual([{ kind: 'schema', advice: "its schema isn't the files'" }]);
  });

  it('takes a second copy of a policy, and one that is linked to a template, for extra', async () => {
    server.policies.push({ id: 'SPcopy', statement: String(policies[FIRST]) }, { id: 'SPlinked' });
    expect(await drift()).toEqual([
      { kind: 'extra', policy: FIRST, deployed: 'SPcopy' },
      { kind: 'extra', deployed: 'SPlinked' },
    ]);
  });

  it('finds a change of one space, and a policy that lost its name', async () => {
    const [one, other] = [String(policies[FIRST]), String(policies[SECOND])];
    server.policies.splice(
      0,
      2,
      { id: 'SPspace', statement: one.replace(';', ' ;') },
      { id: 'SPnameless', statement: other.replace(/^@id\("[^"]+"\)\s*/, '') },
    );
    expect(await drift()).toEqual([
      { kind: 'missing', policy: SECOND },
      { kind: 'changed', policy: FIRST, deployed: 'SPspace' },
      { kind: 'extra', deployed: 'SPnameless' },
    ]);
  });

  it('quotes the name that an extra policy gives itself, so that no such name writes a line or moves the cursor', async () => {
    const name = 'x\n\u001b[2J\u009b1A\u202emissing';
    server.policies.push({ id: 'SPforged', statement: `@id("${name}")\npermit (principal, action, resource);` });
    expect(await run('full')).toBe(1);
    expect(around.out()).toBe('extra      SPforged: no file has it, though it calls itself "x\\n\\u001b[2J\\u009b1A\\u202emissing"\n');
  });

  it('says that an empty store holds nothing of the files', async () => {
    server.policies = [];
    expect(await drift()).toEqual(Object.keys(policies).map((policy) => ({ kind: 'missing', policy })));
  });
});

describe('ringwall policies that can not be run', () => {
  const stops = async (words: readonly string[], text: RegExp): Promise<void> => {
    expect(await run(...words)).toBe(2);
    expect(around.out()).toBe('');
    expect(around.error()).toMatch(text);
  };

  it('asks for an environment, and for one that there is', async () => {
    await stops([], /missing required argument 'environment'/);
    await stops(['full', '--fix'], /unknown option '--fix'/);
    await stops(['prod'], /There is no environment prod\. Allowed: full, dev/);
    expect(server.operations).toEqual([]);
  });

  it('asks nothing about an environment without a store', async () => {
    await stops(['dev'], /The environment dev has no policy store: authorization\.policyStore is skip\. Set it to create, and deploy\./);
    expect(server.operations).toEqual([]);
  });

  it('says that nothing is deployed', async () => {
    server.stores = [];
    await stops(['full'], /The environment full has no policy store: the stack ringwall-full-identity holds none\. Deploy it\./);
    server.stack = 'another';
    await stops(['full'], /there is no stack ringwall-full-identity\. Deploy it, or look into the right region\./);
  });

  it('compares none of several stores', async () => {
    server.stores = [...server.stores, 'PSEXAMPLEabcdefg222222'];
    await stops(
      ['full'],
      /The environment full has 2 policy stores: PSEXAMPLEabcdefg111111, PSEXAMPLEabcdefg222222\. One is allowed: .* Nothing was compared\./,
    );
    expect(server.operations).not.toContain('GetPolicy');
  });

  it("reads no other account's store", async () => {
    server.account = '444455556666';
    await stops(['full'], /is in account 111122223333, and your credentials are of account 444455556666\. Nothing was changed\./);
    expect(server.operations).toEqual(['GetCallerIdentity']);
  });

  it.each(['GetPolicyStore', 'GetSchema', 'ListPolicies', 'GetPolicy'])(
    'takes a refusal of %s, a failure and a store that is gone for no answer',
    async (operation) => {
      server.failures.set(operation, 'AccessDeniedException');
      await stops(['full'], new RegExp(`AWS denies verifiedpermissions:${operation} to your role\\.`));
      for (const failure of ['ThrottlingException', 'InternalServerException', 'ResourceNotFoundException']) {
        server.failures.set(operation, failure);
        await stops(['full'], new RegExp(`verifiedpermissions:${operation} failed: ${failure}\\.`));
      }
      expect(around.error()).not.toContain('quotes what was sent');
    },
  );

  it('takes a server that is down for no answer', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    await stops(['full'], /sts:GetCallerIdentity failed: /);
  });

  it('sends signatures to no other machine', async () => {
    process.env.AWS_ENDPOINT_URL_VERIFIEDPERMISSIONS = 'https://example.com';
    await stops(['full'], /AWS_ENDPOINT_URL_VERIFIEDPERMISSIONS/);
  });

  it('has a help with examples and exit codes', async () => {
    expect(await run('--help')).toBe(0);
    expect(around.out()).toContain("authorization: { policyStore: 'create' }");
    expect(around.out()).toMatch(/Examples:\n {2}\$ ringwall policies full .*Exit codes: 0 they are the same; 1 something differs; 2 /s);
  });
});
