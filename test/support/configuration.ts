import type { Configuration } from '../../lib/assurance/templates/configuration';

/** Some fields of a configuration; within a group of fields, again only some. */
export type ConfigurationOverrides = {
  readonly [K in keyof Configuration]?: Configuration[K] extends readonly unknown[] | string | null ? Configuration[K] : Partial<Configuration[K]>;
};

const PROD: Configuration = {
  name: 'prod',
  account: '111122223333',
  region: 'eu-central-1',
  zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  domain: 'example.com',
  origins: { app: 'https://app.example.com', site: 'https://example.com', api: 'https://api.example.com' },
  governance: { owner: 'Security Lead', contact: 'security@example.com', classification: 'confidential', lastReview: '2026-01-01', nextReview: '2027-01-01' },
  network: {
    cidr: '10.0.0.0/16',
    natGateways: 'per-zone',
    interfaceEndpoints: true,
    networkFirewall: true,
    blockPublicAccess: true,
    bastion: false,
    outboundDomains: ['api.example.net'],
  },
  edge: {
    loadBalancer: 'vpc-origin',
    rateTiers: {
      anonymous: { limit: 60, windowSeconds: 60 },
      authenticated: { limit: 300, windowSeconds: 60 },
      admin: { limit: 120, windowSeconds: 60 },
      apiKey: { limit: 600, windowSeconds: 60 },
    },
  },
  services: [{ name: 'app', port: 3000 }],
  queue: { kind: 'sqs' },
  groups: [
    { name: 'load-balancer', tier: 'public' },
    { name: 'app', tier: 'private' },
    { name: 'postgresql', tier: 'data' },
  ],
  flows: [
    { name: 'load-balancer-to-app', from: 'load-balancer', to: 'app', port: 3000, protocol: 'tcp', reason: 'T§5.2' },
    { name: 'app-to-postgresql', from: 'app', to: 'postgresql', port: 5432, protocol: 'tcp', reason: 'T§5.2' },
  ],
  retention: { lockMode: 'COMPLIANCE', auditOneYearDays: 365, auditTwoYearDays: 730, coldStorageAfterDays: 90, logGroupDays: 365 },
  keys: { rotationDays: 90, deletionWindowDays: 30 },
  availability: { recoveryTimeMinutes: 60, recoveryPointMinutes: 15 },
  backups: { airGapped: false, copyRegion: null },
  rotation: { databaseDays: 30, redisDays: 30, apiSigningKeyDays: 30, dataKeyDays: 90, sessionKeyDays: 7, pepperDays: 365 },
  identity: { migrationUntil: null },
  authorization: { policyStore: 'skip' },
  levers: { userPoolPlan: 'PLUS' },
  accountServices: { cloudTrail: 'create', config: 'create', accountSettings: 'create', apiGatewayLogs: 'create' },
  logArchiveAccount: null,
};

/** A strict configuration, independent of the environments' files, with some fields changed. */
export function configurationWith(overrides: ConfigurationOverrides = {}): Configuration {
  const changed = Object.entries(overrides).map(([name, value]) => [name, merge(PROD[name as keyof Configuration], value)]);
  return { ...PROD, ...Object.fromEntries(changed) } as Configuration;
}

function merge(base: unknown, override: unknown): unknown {
  return isGroup(base) && isGroup(override) ? { ...base, ...override } : override;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
