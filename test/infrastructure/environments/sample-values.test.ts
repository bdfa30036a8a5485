import { resolveEnvironment } from '../../../lib/infrastructure/environments/resolve';
import { sampleValues } from '../../../lib/infrastructure/environments/sample-values';
import type { EnvironmentInput } from '../../../lib/infrastructure/environments/settings';
import { environmentInput } from '../../support/environment-input';

/** No samples, and nobody's: a domain that RFC 8375 keeps for homes, made-up accounts. */
const OWN = {
  account: '100000000001',
  domain: 'ringwall.home.arpa',
  governance: { owner: 'Security Lead', contact: 'security@ringwall.home.arpa', lastReview: '2026-01-15', nextReview: '2027-01-15' },
  alerts: { email: ['alerts@ringwall.home.arpa'] },
};

function samplesWith(overrides: Partial<EnvironmentInput>): readonly string[] {
  return sampleValues(resolveEnvironment(environmentInput({ ...OWN, ...overrides }))).map(({ field, value }) => `${field} ${value}`);
}

test('finds nothing once a team has set its own', () => {
  expect(samplesWith({ logArchiveAccount: '100000000002' })).toEqual([]);
});

test('finds every sample at once', () => {
  const fields = sampleValues(resolveEnvironment(environmentInput({ logArchiveAccount: '555555555555' }))).map(({ field }) => field);
  expect(fields).toEqual(['account', 'logArchiveAccount', 'domain', 'governance.contact', 'alerts.email[0]']);
});

test.each(['111122223333', '123456789012', '000000000000'])('finds the account %s', (account) => {
  expect(samplesWith({ account })).toEqual([`account ${account}`]);
});

test.each(['example.com', 'dev.example.org', 'shop.example', 'shop.test'])('finds the domain %s', (domain) => {
  expect(samplesWith({ domain })).toEqual([`domain ${domain}`]);
});

test.each(['myexample.com', 'example.home.arpa', 'latest.home.arpa'])('leaves %s alone', (domain) => {
  expect(samplesWith({ domain })).toEqual([]);
});

test('finds a sample among the outbound domains', () => {
  const network = { cidr: '10.2.0.0/16', outboundDomains: ['*.example.net', 'api.ringwall.home.arpa'] };
  expect(samplesWith({ network })).toEqual(['network.outboundDomains[0] *.example.net']);
});
