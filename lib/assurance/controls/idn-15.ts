import type { Control } from './control';

/** Services prove themselves to each other. */
export const idn15: Control = {
  id: 'IDN-15',
  title: 'Services prove themselves to each other',
  claim:
    'A private CA, ACM PCA where configured and otherwise a key in KMS used by one issuing function, issues ' +
    'certificates under name constraints, and a trust store holds it. Calls between services use mutual TLS ' +
    'throughout: the identity is the SAN URI, each route names its allowed services, certificates rotate without a ' +
    'dropped request, and each access is audited. High-security endpoints are pinned to the private CA. A ' +
    'certificate of another CA, expired, of the wrong usage or unlisted is refused, and headers of the load balancer ' +
    'are believed only when they come from it.',
  sources: ['T§4.2', 'T§5.2', 'P Service-Level Authentication', 'P Service Mesh Encryption'],
  owner: 'platform-lead',
  mappings: {
    owasp2021: ['A02', 'A07'],
    owasp2025: ['A04', 'A07'],
    nist80053r5: ['IA-3(1)', 'IA-5(14)', 'IA-9', 'SC-8(1)', 'SC-17'],
  },
  parts: [
    {
      id: 'private-ca',
      side: 'templates',
      claim: 'The private CA has name constraints and one issuer, and the trust store holds it alone.',
      missing: 'not built yet: the CA comes with stack workload',
    },
    {
      id: 'identity',
      side: 'runtime',
      claim: 'A service is known by its SAN URI and admitted to the routes that list it, and each access is audited.',
      missing: 'not built yet: the internal load balancer comes with stack workload',
    },
    {
      id: 'rotation',
      side: 'runtime',
      claim: 'A certificate rotates without a dropped request.',
      missing: 'not built yet: the internal load balancer comes with stack workload',
    },
    {
      id: 'pins',
      side: 'runtime',
      claim: 'High-security endpoints accept the private CA alone.',
      missing: 'not built yet: the internal load balancer comes with stack workload',
    },
    {
      id: 'refusals',
      side: 'runtime',
      claim: 'Another CA, an expired certificate, a wrong usage, an unlisted service and forged load balancer headers are ' + 'refused.',
      missing: 'not built yet: the internal load balancer comes with stack workload',
    },
  ],
};
