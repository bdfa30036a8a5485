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
        'others, on the VPC and failing closed, and no other name server is asked.',
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
      claim: "Launch templates and instances demand metadata version 2 with one hop, and the account's defaults demand it " + 'of everything else.',
      checks: ['instances-require-imdsv2-with-one-hop', 'account-settings-are-complete'],
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
      missing: 'not built yet: the client comes with the first function that calls outside AWS, in stack identity',
    },
  ],
};
