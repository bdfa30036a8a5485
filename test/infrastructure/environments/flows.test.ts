import { flowsOf, groupsOf, type Flow } from '../../../lib/infrastructure/environments/flows';
import { allEnvironments } from '../../../lib/infrastructure/environments/environments';
import { resolveEnvironment } from '../../../lib/infrastructure/environments/resolve';
import type { EnvironmentInput } from '../../../lib/infrastructure/environments/settings';
import { devInput, environmentInput } from '../../support/environment-input';

const OUTSIDE = new Set(['cloudfront', 'internet', 's3', 'dynamodb']);
const network = { cidr: '10.2.0.0/16' };

function flowsWith(overrides: Partial<EnvironmentInput>): readonly Flow[] {
  return flowsOf(resolveEnvironment(environmentInput(overrides)));
}

function inShort(flows: readonly Flow[], to: string): readonly string[] {
  return flows.filter((flow) => flow.to === to).map(({ from, port }) => `${from} ${String(port)}`);
}

function tierOf(name: string, overrides: Partial<EnvironmentInput>): string | undefined {
  return groupsOf(resolveEnvironment(environmentInput(overrides))).find((group) => group.name === name)?.tier;
}

describe.each(allEnvironments().map((environment) => [environment.name, environment] as const))('in %s', (_name, { groups, flows }) => {
  test('every row has a name of its own, made of its two ends, and of what it is for where a pair has two', () => {
    expect(new Set(flows.map(({ name }) => name)).size).toBe(flows.length);
    const seconds = flows.filter(({ name, from, to }) => name !== `${from}-to-${to}`).map(({ name }) => name);
    expect(seconds).toEqual(flows.some(({ to }) => to === 'queue') ? ['rotation-to-queue-management'] : []);
  });

  test('every end of a row is a group or a known peer outside', () => {
    const known = new Set([...OUTSIDE, ...groups.map(({ name }) => name)]);
    expect(flows.flatMap(({ from, to }) => [from, to]).filter((end) => !known.has(end))).toEqual([]);
  });

  test('every group is an end of a row', () => {
    const ends = new Set(flows.flatMap(({ from, to }) => [from, to]));
    expect(groups.filter(({ name }) => !ends.has(name))).toEqual([]);
  });

  test('only CloudFront comes in from outside, and only to the load balancer', () => {
    expect(flows.filter(({ from }) => OUTSIDE.has(from)).map(({ name }) => name)).toEqual(['cloudfront-to-load-balancer']);
  });

  test('what stands in the data tier starts nothing', () => {
    const data = new Set(groups.filter(({ tier }) => tier === 'data').map(({ name }) => name));
    expect(flows.filter(({ from }) => data.has(from))).toEqual([]);
  });
});

test('each service has a group and a port of its own', () => {
  const flows = flowsWith({
    services: [
      { name: 'app', port: 3000 },
      { name: 'reports', port: 3007 },
    ],
  });
  expect(flows.filter(({ from }) => from === 'load-balancer').map(({ to, port }) => `${to} ${String(port)}`)).toEqual([
    'service-app 3000',
    'service-reports 3007',
  ]);
  expect(inShort(flows, 'internal-load-balancer')).toEqual(['service-app 443', 'service-reports 443']);
});

test('stores are reached by the declared groups on their ports', () => {
  const flows = flowsWith({ queue: { kind: 'rabbitmq' } });
  expect(inShort(flows, 'postgresql')).toEqual(['service-app 5432', 'functions 5432', 'rotation 5432', 'migration 5432']);
  expect(inShort(flows, 'redis')).toEqual(['service-app 6379', 'functions 6379', 'rotation 6379']);
  expect(inShort(flows, 'queue')).toEqual(['service-app 5671', 'functions 5671', 'rotation 5671', 'rotation 443']);
});

test('SQS needs neither a group nor a row', () => {
  expect(tierOf('queue', { queue: { kind: 'sqs' } })).toBeUndefined();
  expect(inShort(flowsWith({ queue: { kind: 'sqs' } }), 'queue')).toEqual([]);
});

test('the load balancer stands in public subnets only when it faces the internet', () => {
  expect(tierOf('load-balancer', {})).toBe('private');
  expect(tierOf('load-balancer', { edge: { loadBalancer: 'internet-facing' } })).toBe('public');
});

test('SSH has rows only while the bastion is on', () => {
  expect(flowsWith({}).filter(({ port }) => port === 22)).toEqual([]);
  expect(
    flowsWith({ network: { ...network, bastion: true } })
      .filter(({ port }) => port === 22)
      .map(({ name }) => name),
  ).toEqual(['bastion-to-service-app']);
  expect(tierOf('bastion', { network: { ...network, bastion: true } })).toBe('private');
});

test('nothing leaves for the internet while endpoints carry the AWS APIs and no domain is allowed', () => {
  const flows = flowsWith({});
  expect(inShort(flows, 'internet')).toEqual([]);
  expect(inShort(flows, 'endpoints')).toEqual(['service-app 443', 'functions 443', 'rotation 443', 'migration 443']);
});

test("services and functions leave for allowed domains, rotation and migration don't", () => {
  const flows = flowsWith({ network: { ...network, outboundDomains: ['api.example.org'] } });
  expect(inShort(flows, 'internet')).toEqual(['service-app 443', 'functions 443']);
});

test('without endpoints all callers of AWS APIs leave by NAT', () => {
  const flows = flowsOf(resolveEnvironment(devInput({ network: { cidr: '10.0.0.0/16', interfaceEndpoints: false, bastion: true } })));
  expect(inShort(flows, 'internet')).toEqual(['service-app 443', 'functions 443', 'rotation 443', 'migration 443', 'bastion 443']);
  expect(inShort(flows, 'endpoints')).toEqual([]);
});

test('loopback names let nobody out', () => {
  const local = devInput({ name: 'local', domain: 'ringwall.localhost', network: { cidr: '10.0.0.0/16', outboundDomains: ['*.localhost'] } });
  expect(inShort(flowsOf(resolveEnvironment(local)), 'internet')).toEqual([]);
});
