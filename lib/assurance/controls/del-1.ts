import type { Control } from './control';

/** Each environment deploys by one command. */
export const del1: Control = {
  id: 'DEL-1',
  title: 'Each environment deploys by one command',
  claim:
    "One cdk deploy brings up an environment without a manual step between its stacks. What lies outside AWS's API, " +
    'such as the DS record, the Shield subscription and production access for SES and SMS, is listed by a preflight ' +
    'with the text to use. Destroying dev leaves nothing behind but what is listed. What the local cloud deploys is ' +
    "dev with this machine's host names and nothing else changed.",
  sources: ['T§7 A05', 'P Security Testing'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['CM-2', 'CM-2(2)', 'CM-6(1)'] },
  parts: [
    {
      id: 'template-size',
      side: 'templates',
      claim: 'No template holds more than 400 resources.',
      checks: ['templates-have-at-most-400-resources'],
    },
    {
      id: 'loopback',
      side: 'templates',
      claim: 'Loopback values appear in local alone, which differs from dev in host names and outbound exceptions only.',
      checks: ['no-loopback-values-outside-local', 'local-differs-from-dev-in-host-names-only'],
    },
    {
      id: 'deploy',
      side: 'templates',
      claim: 'An environment deploys whole, in the order of its stacks, without a manual step.',
      missing: 'not built yet: a deployment into the local cloud',
    },
    {
      id: 'preflight',
      side: 'templates',
      claim: "A preflight lists what AWS's API can't do, with the text to use.",
      missing: 'not built yet: the preflight command',
    },
    {
      id: 'destroy',
      side: 'templates',
      claim: 'Destroying dev leaves nothing behind but what is listed.',
      missing: 'not built yet: a destroy in the local cloud',
    },
  ],
};
