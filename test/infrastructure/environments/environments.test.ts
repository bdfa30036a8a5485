import type { Configuration } from '../../../lib/assurance/templates/configuration';
import { dev } from '../../../lib/infrastructure/environments/dev';
import type { Environment, EnvironmentName } from '../../../lib/infrastructure/environments/environment';
import { allEnvironments, deployable } from '../../../lib/infrastructure/environments/environments';
import { full } from '../../../lib/infrastructure/environments/full';
import { local } from '../../../lib/infrastructure/environments/local';
import { prod } from '../../../lib/infrastructure/environments/prod';
import { resolveEnvironments } from '../../../lib/infrastructure/environments/resolve';

function environment(name: EnvironmentName): Environment {
  const found = allEnvironments().find((one) => one.name === name);
  if (found === undefined) {
    throw new Error(`No environment ${name}.`);
  }
  return found;
}

/** The dotted paths at which two values differ. */
function differences(one: unknown, other: unknown, path = ''): readonly string[] {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return Object.is(one, other) ? [] : [path];
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => differences(Reflect.get(one, name), Reflect.get(other, name), path === '' ? name : `${path}.${name}`));
}

test('is what assurance expects of an environment', () => {
  const configurations: readonly Configuration[] = allEnvironments();
  expect(JSON.parse(JSON.stringify(configurations))).toEqual(configurations);
});

test('resolves all environments in the order in which they are shown', () => {
  expect(allEnvironments().map(({ name }) => name)).toEqual(['dev', 'staging', 'prod', 'full', 'local']);
  expect(deployable).toEqual(['dev', 'staging', 'prod']);
});

test('local differs from dev in its name, host names and outbound exceptions, and in nothing else', () => {
  const changed = differences(environment('dev'), environment('local')).map((path) => path.replace(/\.\d+$/, ''));
  expect([...new Set(changed)]).toEqual(['name', 'domain', 'network.outboundDomains', 'origins.app', 'origins.site', 'origins.api']);
});

test('local keeps the way out that dev has', () => {
  const outboundDomains = ['api.example.org'];
  const changed = { ...dev, network: { ...dev.network, outboundDomains } };
  const [resolved] = resolveEnvironments([{ ...local, network: { ...changed.network, outboundDomains: [...outboundDomains, 'localhost'] } }]);
  const [base] = resolveEnvironments([changed]);
  expect(resolved?.flows).toEqual(base?.flows);
});

test('dev is cheap and clean to destroy', () => {
  expect(environment('dev')).toMatchObject({
    network: { natGateways: 'one', interfaceEndpoints: false, networkFirewall: false },
    queue: { kind: 'sqs' },
    retention: { lockMode: 'GOVERNANCE', auditOneYearDays: 1, auditTwoYearDays: 1 },
    accountServices: { macie: 'skip' },
    levers: { shieldAdvanced: false },
  });
});

test.each(['staging', 'prod', 'full'] as const)('%s keeps evidence as long as the requirement says, for good', (name) => {
  expect(environment(name)).toMatchObject({
    network: { natGateways: 'per-zone', interfaceEndpoints: true, networkFirewall: true, blockPublicAccess: true },
    retention: { lockMode: 'COMPLIANCE', auditOneYearDays: 365, auditTwoYearDays: 730 },
    keys: { rotationDays: 90, deletionWindowDays: 30 },
  });
});

test('prod stands in three zones, the others in two at least', () => {
  expect(allEnvironments().map(({ name, zones }) => `${name} ${String(zones.length)}`)).toEqual(['dev 2', 'staging 2', 'prod 3', 'full 3', 'local 2']);
});

test('full has every option on', () => {
  const { logArchiveAccount, network, edge, queue, alerts, accountServices, levers } = environment('full');
  expect(logArchiveAccount).not.toBeNull();
  const switches = { ...network, ...alerts, ...levers };
  expect(Object.entries(switches).filter(([, value]) => value === false)).toEqual([]);
  expect(new Set(Object.values(accountServices))).toEqual(new Set(['create']));
  expect([edge.loadBalancer, queue.kind]).toEqual(['internet-facing', 'rabbitmq']);
});

test('full shares no account and no domain with prod', () => {
  expect(full.account).not.toBe(prod.account);
  expect(full.domain).not.toBe(prod.domain);
});
