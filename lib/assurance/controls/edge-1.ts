import type { Control } from './control';

/** Names are signed and floods are absorbed. */
export const edge1: Control = {
  id: 'EDGE-1',
  title: 'Names are signed and floods are absorbed',
  claim:
    'The public zone in Route 53 is signed by DNSSEC with a P-256 key of its own in us-east-1, restricts by CAA who ' +
    'may issue certificates, and logs its queries. Where configured, Shield Advanced protects the public resources ' +
    "and the managed rules against floods are on; alarms on floods exist in any case. The zone can't be destroyed " +
    'while its parent may still hold a DS record.',
  sources: ['T§1', 'T§5.1', 'T§7 A10'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['SC-5', 'SC-5(3)', 'SC-20', 'SC-20(2)'] },
  parts: [
    {
      id: 'dnssec',
      side: 'templates',
      claim: 'The zone is signed with its own P-256 key in us-east-1.',
      missing: 'not built yet: the zone comes with stack edge',
    },
    {
      id: 'caa-and-query-logs',
      side: 'templates',
      claim: 'CAA records name the only permitted authorities, and DNS queries are logged.',
      missing: 'not built yet: the zone comes with stack edge',
    },
    {
      id: 'shield',
      side: 'templates',
      claim: 'Shield Advanced protections and the managed rules against floods cover the public resources where configured.',
      missing: 'not built yet: the protections come with stack edge',
    },
    {
      id: 'ddos-alarms',
      side: 'templates',
      claim: 'A flood raises an alarm whether or not Shield Advanced is configured.',
      missing: 'not built yet: the alarms come with stacks edge and detection',
    },
    {
      id: 'safe-destroy',
      side: 'templates',
      claim: 'Destroying the zone is refused while a DS record may exist.',
      missing: 'not built yet: the refusal comes with the zone in stack edge',
    },
  ],
};
