import type { Control } from './control';

/** Service tokens are bound to their holder. */
export const idn17: Control = {
  id: 'IDN-17',
  title: 'Service tokens are bound to their holder',
  claim:
    "A service token lives 5 minutes at most, names one audience and is bound to the client's certificate after RFC " +
    '8705; without that certificate it is refused.',
  sources: ['P Service-Level Authentication'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A07'], owasp2025: ['A07'], nist80053r5: ['IA-9', 'IA-13(3)', 'SC-23'] },
  parts: [
    {
      id: 'bound',
      side: 'runtime',
      claim: 'The token is accepted with its certificate, for its audience and in its time, and refused otherwise.',
      missing: 'not built yet: the token function comes with stack workload',
    },
  ],
};
