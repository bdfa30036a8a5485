import { ConfigurationError } from '../../../lib/infrastructure/errors';
import { resolveEnvironment, resolveEnvironments } from '../../../lib/infrastructure/environments/resolve';
import { devInput, environmentInput, problemsOf } from '../../support/environment-input';

const network = { cidr: '10.2.0.0/16' };
const governance = { owner: 'Security Lead', contact: 'security@example.com', lastReview: '2026-01-15', nextReview: '2027-01-15' };

/** Each wrong alone: what prod is given, and the one field that must be named. */
const REFUSED: readonly (readonly [title: string, overrides: Record<string, unknown>, field: string])[] = [
  ['an account that is not 12 digits', { account: '12345' }, 'account'],
  ['an account as a number, which loses leading zeros', { account: 123456789012 }, 'account'],
  ["a log archive in the environment's own account", { logArchiveAccount: '777788889999' }, 'logArchiveAccount'],
  ['a region that does not exist', { region: 'eu-centrall-1' }, 'region'],
  ['a region of another partition', { region: 'cn-north-1', zones: ['cn-north-1a', 'cn-north-1b', 'cn-north-1c'] }, 'region'],
  ['one zone in prod', { zones: ['eu-central-1a'] }, 'zones'],
  ['two zones in prod', { zones: ['eu-central-1a', 'eu-central-1b'] }, 'zones'],
  ['a zone of another region', { zones: ['eu-central-1a', 'eu-central-1b', 'us-east-1c'] }, 'zones'],
  ['a zone named twice', { zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c', 'eu-central-1a'] }, 'zones[3]'],
  ['a local zone', { zones: ['us-east-1-bos-1a', 'eu-central-1a', 'eu-central-1b', 'eu-central-1c'] }, 'zones[0]'],
  ['a domain that is not one', { domain: 'not a domain' }, 'domain'],
  ['a domain without a top level', { domain: 'intranet' }, 'domain'],
  ['a domain in upper case', { domain: 'Example.com' }, 'domain'],
  ['an address as a domain', { domain: '10.0.0.1' }, 'domain'],
  ['a URL as a domain', { domain: 'https://example.com' }, 'domain'],
  ['localhost as the domain of prod', { domain: 'localhost' }, 'domain'],
  ["the local cloud's domain as that of prod", { domain: 'ringwall.localhost' }, 'domain'],
  ['an owner that no tag takes', { governance: { ...governance, owner: 'Lead <x>' } }, 'governance.owner'],
  ['a contact that is not an email address', { governance: { ...governance, contact: 'security' } }, 'governance.contact'],
  ['an unknown classification', { governance: { ...governance, classification: 'secret' } }, 'governance.classification'],
  ['a review on a day that does not exist', { governance: { ...governance, nextReview: '2027-02-29' } }, 'governance.nextReview'],
  ['a review date in another form', { governance: { ...governance, lastReview: '15.01.2026' } }, 'governance.lastReview'],
  ['a next review on the day of the last', { governance: { ...governance, nextReview: '2026-01-15' } }, 'governance.nextReview'],
  ['a next review before the last', { governance: { ...governance, nextReview: '2025-12-31' } }, 'governance.nextReview'],
  ['a CIDR that is not one', { network: { cidr: '10.0.0.0' } }, 'network.cidr'],
  ['a CIDR with bits beyond its prefix', { network: { cidr: '10.0.0.5/16' } }, 'network.cidr'],
  ['a CIDR that is not private', { network: { cidr: '8.8.0.0/16' } }, 'network.cidr'],
  ['a CIDR that reaches beyond a private range', { network: { cidr: '172.0.0.0/8' } }, 'network.cidr'],
  ['a CIDR too small for the zones', { network: { cidr: '10.0.0.0/21' } }, 'network.cidr'],
  ['a CIDR larger than AWS takes', { network: { cidr: '10.0.0.0/15' } }, 'network.cidr'],
  ['an IPv6 CIDR', { network: { cidr: 'fd00::/16' } }, 'network.cidr'],
  ['one NAT gateway in prod', { network: { ...network, natGateways: 'one' } }, 'network.natGateways'],
  ['prod without interface endpoints', { network: { ...network, interfaceEndpoints: false } }, 'network.interfaceEndpoints'],
  ['a switch that is a string', { network: { ...network, bastion: 'false' } }, 'network.bastion'],
  ['every domain as an outbound domain', { network: { ...network, outboundDomains: ['*'] } }, 'network.outboundDomains[0]'],
  ['a whole top level as an outbound domain', { network: { ...network, outboundDomains: ['*.com'] } }, 'network.outboundDomains[0]'],
  ['an address as an outbound domain', { network: { ...network, outboundDomains: ['169.254.169.254'] } }, 'network.outboundDomains[0]'],
  ['a loopback name as an outbound domain', { network: { ...network, outboundDomains: ['api.localhost'] } }, 'network.outboundDomains'],
  ['an unknown country', { edge: { blockedCountries: ['XX'] } }, 'edge.blockedCountries[0]'],
  ['a country by its alpha-3 code', { edge: { blockedCountries: ['PRK'] } }, 'edge.blockedCountries[0]'],
  ['a country in lower case', { edge: { blockedCountries: ['kp'] } }, 'edge.blockedCountries[0]'],
  ['a country that is a property of every object', { edge: { blockedCountries: ['constructor'] } }, 'edge.blockedCountries[0]'],
  ['an unknown kind of load balancer', { edge: { loadBalancer: 'public' } }, 'edge.loadBalancer'],
  ['a limit below what the web ACL takes', { edge: { perAddressLimit: 9, signInLimit: 10 } }, 'edge.perAddressLimit'],
  ['a limit on sign-in that is not tighter', { edge: { perAddressLimit: 100, signInLimit: 100 } }, 'edge.signInLimit'],
  ['a rate of nothing', { edge: { rateTiers: { admin: { limit: 0 } } } }, 'edge.rateTiers.admin.limit'],
  ['more calls than one count takes', { edge: { rateTiers: { apiKey: { limit: 301, windowSeconds: 1 } } } }, 'edge.rateTiers.apiKey.limit'],
  ['a window of more than an hour', { edge: { rateTiers: { apiKey: { windowSeconds: 3601 } } } }, 'edge.rateTiers.apiKey.windowSeconds'],
  ['a port below the range', { services: [{ name: 'app', port: 1023 }] }, 'services[0].port'],
  ['a port above the range', { services: [{ name: 'app', port: 65_536 }] }, 'services[0].port'],
  ['half a port', { services: [{ name: 'app', port: 3000.5 }] }, 'services[0].port'],
  [
    'two services on one port',
    {
      services: [
        { name: 'app', port: 3000 },
        { name: 'other', port: 3000 },
      ],
    },
    'services[1].port',
  ],
  [
    'two services of one name',
    {
      services: [
        { name: 'app', port: 3000 },
        { name: 'app', port: 3001 },
      ],
    },
    'services[1].name',
  ],
  ['a service name that no group takes', { services: [{ name: 'My App', port: 3000 }] }, 'services[0].name'],
  ['no service at all', { services: [] }, 'services'],
  ['an unknown queue', { queue: { kind: 'kafka' } }, 'queue.kind'],
  ['KMS material older than 90 days', { keys: { rotationDays: 365 } }, 'keys.rotationDays'],
  ['a deletion window of a week in prod', { keys: { deletionWindowDays: 7 } }, 'keys.deletionWindowDays'],
  ['data keys older than 90 days', { rotation: { dataKeyDays: 91 } }, 'rotation.dataKeyDays'],
  ['API signing keys older than 30 days', { rotation: { apiSigningKeyDays: 31 } }, 'rotation.apiSigningKeyDays'],
  ['session keys older than 7 days', { rotation: { sessionKeyDays: 8 } }, 'rotation.sessionKeyDays'],
  ['private certificates older than 90 days', { rotation: { certificateDays: 91 } }, 'rotation.certificateDays'],
  ['database credentials older than 30 days', { rotation: { databaseDays: 31 } }, 'rotation.databaseDays'],
  ['Redis credentials older than 30 days', { rotation: { redisDays: 31 } }, 'rotation.redisDays'],
  ['peppers older than a year', { rotation: { pepperDays: 366 } }, 'rotation.pepperDays'],
  ['a rotation that never comes', { rotation: { databaseDays: 0 } }, 'rotation.databaseDays'],
  ['audit records kept for less than a year', { retention: { auditOneYearDays: 364 } }, 'retention.auditOneYearDays'],
  ['audit records kept for less than two years', { retention: { auditTwoYearDays: 729 } }, 'retention.auditTwoYearDays'],
  ['the longer class kept shorter', { retention: { auditOneYearDays: 1000 } }, 'retention.auditTwoYearDays'],
  ['governance mode in prod', { retention: { lockMode: 'GOVERNANCE' } }, 'retention.lockMode'],
  ['log groups kept for a month in prod', { retention: { logGroupDays: 30 } }, 'retention.logGroupDays'],
  ['log groups kept for days that CloudWatch Logs does not take', { retention: { logGroupDays: 366 } }, 'retention.logGroupDays'],
  ['nobody to alert', { alerts: { email: [] } }, 'alerts.email'],
  ['an alert address that is not one', { alerts: { email: ['alerts'] } }, 'alerts.email[0]'],
  ['an alert address named twice', { alerts: { email: ['a@example.com', 'a@example.com'] } }, 'alerts.email[1]'],
  ['a service neither created, adopted nor skipped', { accountServices: { config: true } }, 'accountServices.config'],
  ['no trail in prod', { accountServices: { cloudTrail: 'skip' } }, 'accountServices.cloudTrail'],
  ['no recorder in prod', { accountServices: { config: 'skip' } }, 'accountServices.config'],
  ['no account settings in prod', { accountServices: { accountSettings: 'skip' } }, 'accountServices.accountSettings'],
  ['the smaller plan of the user pool in prod', { levers: { userPoolPlan: 'ESSENTIALS' } }, 'levers.userPoolPlan'],
  ['a recovery point that backups cannot meet', { availability: { recoveryPointMinutes: 1 } }, 'availability.recoveryPointMinutes'],
  ['a name that is no environment', { name: 'production' }, 'name'],
  ['a missing field', { account: undefined }, 'account'],
  ['a missing field inside a group', { network: {} }, 'network.cidr'],
  ['a missing group', { governance: undefined }, 'governance'],
  ['an unknown field', { vpcCidr: '10.0.0.0/16' }, 'vpcCidr'],
  ['an unknown field inside a group', { network: { ...network, natGateway: 'one' } }, 'network.natGateway'],
  ['an unknown field of a service', { services: [{ name: 'app', port: 3000, public: true }] }, 'services[0].public'],
];

test.each(REFUSED)('refuses %s', (_title, overrides, field) => {
  const problems = problemsOf(() => resolveEnvironment({ ...environmentInput(), ...overrides }));
  expect(problems.map((problem) => problem.field)).toEqual([field]);
});

const REFUSED_IN_DEV: readonly (readonly [title: string, overrides: Record<string, unknown>, field: string])[] = [
  ['one zone in dev', { zones: ['eu-central-1a'] }, 'zones'],
  ['compliance mode in dev', { retention: { lockMode: 'COMPLIANCE', auditOneYearDays: 1, auditTwoYearDays: 1 } }, 'retention.lockMode'],
  ['a lock of two days in dev', { retention: { lockMode: 'GOVERNANCE', auditOneYearDays: 1, auditTwoYearDays: 2 } }, 'retention.auditTwoYearDays'],
  ['a domain in local', { name: 'local' }, 'domain'],
];

test.each(REFUSED_IN_DEV)('refuses %s', (_title, overrides, field) => {
  const problems = problemsOf(() => resolveEnvironment({ ...devInput(), ...overrides }));
  expect(problems.map((problem) => problem.field)).toEqual([field]);
});

test.each([null, undefined, 7, 'prod', [], true])('refuses %p as an environment', (raw) => {
  const [problem, ...others] = problemsOf(() => resolveEnvironment(raw));
  expect(problem).toMatchObject({ environment: 'environment 1', field: '(the whole environment)' });
  expect(others).toEqual([]);
});

test('names every problem at once: of fields, between fields and between environments', () => {
  const prod = {
    ...environmentInput(),
    zones: ['eu-central-1a'],
    network: { cidr: '10.0.0.0/24', bastion: 'yes', nat: 1 },
    services: [
      { name: 'app', port: 80 },
      { name: 'app', port: 3000 },
    ],
    retention: { auditOneYearDays: 30, lockMode: 'governance' },
    alerts: undefined,
  };
  const problems = problemsOf(() => resolveEnvironments([devInput({ domain: 'x' }), prod]));
  expect(problems.map(({ environment, field }) => `${environment} ${field}`).toSorted()).toEqual([
    'dev domain',
    'prod alerts',
    'prod network.bastion',
    'prod network.cidr',
    'prod network.cidr',
    'prod network.nat',
    'prod retention.auditOneYearDays',
    'prod retention.lockMode',
    'prod services[0].port',
    'prod services[1].name',
    'prod zones',
  ]);
});

test('says in plain words what is wrong, what was given, what is allowed and what to do', () => {
  const resolve = () => resolveEnvironment({ ...environmentInput(), rotation: { redisDays: 40 } });
  expect(resolve).toThrow(ConfigurationError);
  const allowed = 'a whole number of days, 1 to 30';
  const fix = 'set it in lib/infrastructure/environments/prod.ts, or leave it out: the default is 30';
  expect(problemsOf(resolve)).toEqual([{ environment: 'prod', field: 'rotation.redisDays', given: '40', allowed, fix }]);
});

test('sends a team to its own file for what it sets there', () => {
  const [problem] = problemsOf(() => resolveEnvironment({ ...environmentInput(), account: 'x' }));
  expect(problem?.fix).toBe('set it in lib/infrastructure/environments/team.ts');
});

test('lists the fields that exist beside one that does not', () => {
  const [problem] = problemsOf(() => resolveEnvironment({ ...environmentInput(), queue: { type: 'sqs' } }));
  expect(problem).toMatchObject({ field: 'queue.type', given: "'sqs'", allowed: 'the fields kind' });
});

test('does not repeat in a derived environment what is wrong in the one that it starts from', () => {
  const broken = devInput({ zones: ['eu-central-1a'] });
  const problems = problemsOf(() => resolveEnvironments([broken, { ...broken, name: 'local', domain: 'ringwall.localhost' }]));
  expect(problems.map(({ environment }) => environment)).toEqual(['dev']);
});

test('fills in safe defaults', () => {
  expect(resolveEnvironment(environmentInput())).toMatchObject({
    logArchiveAccount: null,
    governance: { classification: 'confidential' },
    network: {
      natGateways: 'per-zone',
      interfaceEndpoints: true,
      endpointZones: 'per-zone',
      networkFirewall: true,
      blockPublicAccess: true,
      bastion: false,
      outboundDomains: [],
    },
    edge: { loadBalancer: 'vpc-origin', blockedCountries: [], perAddressLimit: 1000 },
    services: [{ name: 'app', port: 3000 }],
    queue: { kind: 'sqs' },
    keys: { rotationDays: 90, deletionWindowDays: 30 },
    rotation: { dataKeyDays: 90, apiSigningKeyDays: 30, sessionKeyDays: 7, certificateDays: 90, databaseDays: 30, redisDays: 30, pepperDays: 365 },
    retention: { lockMode: 'COMPLIANCE', auditOneYearDays: 365, auditTwoYearDays: 730, logGroupDays: 365 },
    accountServices: { cloudTrail: 'create', config: 'create', accountSettings: 'create', macie: 'skip' },
    levers: { shieldAdvanced: false, userPoolPlan: 'PLUS' },
  });
});

test('takes stricter values than the requirement', () => {
  const stricter = { rotation: { redisDays: 1 }, retention: { auditOneYearDays: 3650, auditTwoYearDays: 3650 }, edge: { perAddressLimit: 100 } };
  expect(resolveEnvironment(environmentInput(stricter))).toMatchObject(stricter);
});

test('allows the domain of PagerDuty while alerts go there', () => {
  const alerts = { email: ['alerts@example.com'], pagerDuty: true };
  expect(resolveEnvironment(environmentInput({ alerts })).network.outboundDomains).toEqual(['events.pagerduty.com']);
  const listed = { ...network, outboundDomains: ['events.pagerduty.com', 'api.example.org'] };
  const resolved = resolveEnvironment(environmentInput({ alerts, network: listed }));
  expect(resolved.network.outboundDomains).toEqual(['api.example.org', 'events.pagerduty.com']);
});

test('leaves its input as it was', () => {
  const input = environmentInput({ alerts: { email: ['alerts@example.com'], pagerDuty: true } });
  const before = structuredClone(input);
  resolveEnvironment(input);
  expect(input).toEqual(before);
});
