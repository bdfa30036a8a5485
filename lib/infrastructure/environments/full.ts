import type { EnvironmentInput } from './settings';
import { prod } from './prod';

/** Prod with every option on: synthesized and judged so that no option goes unproved, never deployed. Its accounts and domain stay samples. */
export const full: EnvironmentInput = {
  ...prod,
  name: 'full',
  account: '123456789012',
  logArchiveAccount: '555555555555',
  domain: 'example.org',
  network: {
    cidr: '10.3.0.0/16',
    natGateways: 'per-zone',
    interfaceEndpoints: true,
    networkFirewall: true,
    blockPublicAccess: true,
    bastion: true,
    outboundDomains: ['api.example.net', '*.example.org'],
  },
  edge: { loadBalancer: 'internet-facing', blockedCountries: ['KP'] },
  identity: {
    migrationUntil: '2027-06-30',
    ssoProviders: [{ id: 'sample', issuer: 'https://login.example.org', clientId: 'ringwall', name: 'Sample' }],
    textMessageCountries: ['DE', 'AT'],
  },
  authorization: { policyStore: 'create' },
  services: [
    { name: 'app', port: 3000 },
    { name: 'reports', port: 3007 },
  ],
  queue: { kind: 'rabbitmq' },
  backups: { airGapped: true, copyRegion: 'eu-west-1' },
  alerts: { ...prod.alerts, pagerDuty: true },
  accountServices: {
    accountSettings: 'create',
    cloudTrail: 'create',
    config: 'create',
    apiGatewayLogs: 'create',
    guardDuty: 'create',
    securityHub: 'create',
    inspector: 'create',
    accessAnalyzer: 'create',
    macie: 'create',
  },
  levers: { shieldAdvanced: true },
};
