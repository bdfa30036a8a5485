import type { Control } from './control';

/** Nothing leaves except to names on the allowlist. */
export const net8: Control = {
  id: 'NET-8',
  title: 'Nothing leaves except to names on the allowlist',
  claim:
    "Outbound traffic is denied unless its destination is on the environment's list: DNS Firewall resolves the " +
    'listed domains and blocks every other, Network Firewall, where configured, passes TLS by the same names only, ' +
    'and instance metadata answers to version 2 requests with a hop limit of 1 everywhere. At run time one shared ' +
    'HTTP client refuses addresses that are private, link-local or metadata, also after a redirect, after DNS ' +
    "rebinding and in any notation, and hosts that aren't listed.",
  sources: ['T§7 A10', 'T§5.1', 'P Network Architecture'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A10'], owasp2025: ['A01'], nist80053r5: ['AC-4', 'CM-6', 'SC-7(5)', 'SC-7(10)'] },
  parts: [
    {
      id: 'dns-firewall',
      side: 'templates',
      claim:
        "DNS Firewall allows the configured domains, the environment's own and AWS's of the region, then blocks all " +
        'others, on the VPC and failing closed; no other name server is asked, and no private zone answers for names of others.',
      checks: ['dns-firewall-allows-list-then-blocks'],
    },
    {
      id: 'network-firewall',
      side: 'templates',
      claim:
        'All routes out of the private tier lead through Network Firewall, which passes TLS to the listed server names ' +
        'and the rows of the table between its two sides, and drops every other connection once it is open, before it ' +
        'carries data.',
      checks: ['network-firewall-allows-tls-names-only'],
      offWhen: {
        field: 'network.networkFirewall',
        oneOf: [false],
        reason: 'A cost lever: names are still filtered by DNS Firewall, and groups admit no egress without a flow.',
      },
    },
    {
      id: 'imdsv2',
      side: 'templates',
      claim: 'Launch templates and instances demand metadata version 2 with one hop, and none is launched by an older version of its template.',
      checks: ['instances-require-imdsv2-with-one-hop'],
    },
    {
      id: 'imdsv2-defaults',
      side: 'templates',
      claim: "The account's defaults demand metadata version 2 with one hop of everything else.",
      checks: ['account-settings-are-complete'],
      offWhen: {
        field: 'accountServices.accountSettings',
        oneOf: ['adopt', 'skip'],
        reason: 'Whoever runs the account sets its defaults, outside these templates; every instance that they make demands it itself.',
      },
    },
    {
      id: 'account-defaults',
      side: 'runtime',
      claim:
        "The account settings function applies the account's defaults for S3 public access, EBS encryption and " + 'instance metadata, and reads each back.',
      tests: ['in-process'],
    },
    {
      id: 'outbound-client',
      side: 'runtime',
      claim:
        'The one HTTP client that calls outside turns away addresses that are private, link-local or of the metadata ' +
        "service, however written, after a redirect or DNS rebinding, and hosts that aren't listed.",
      tests: ['in-process'],
    },
  ],
};
