import type { Control } from './control';

/** TLS on every hop, and origins only behind CloudFront. */
export const edge7: Control = {
  id: 'EDGE-7',
  title: 'TLS on every hop, and origins only behind CloudFront',
  claim:
    'Internal hops speak TLS 1.3. Public ones speak at least TLS 1.2 with forward secrecy and without CBC, under the ' +
    'current policies of CloudFront, API Gateway and the load balancer; port 80 only redirects, and traffic is ' +
    'encrypted again on its way to the app. CloudFront alone reaches the origins, by VPC origins unless an ' +
    "internet-facing load balancer is configured, and the API's default endpoint is off. Of what T lists and AWS " +
    'decides by itself, stapling, session cache and cipher order, the pack says so with its source.',
  sources: ['T§4.2', 'T§5.1', 'P TLS/SSL Configuration'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A02'], owasp2025: ['A04'], nist80053r5: ['SC-7', 'SC-8', 'SC-8(1)', 'SC-13'] },
  parts: [
    {
      id: 'public-tls',
      side: 'templates',
      claim: 'CloudFront, API Gateway and the load balancer accept TLS 1.2 or later with forward secrecy and no CBC suite.',
      missing: 'not built yet: the listeners come with stacks edge, api and workload',
    },
    {
      id: 'internal-tls',
      side: 'templates',
      claim: 'Hops inside the network use TLS 1.3, and the load balancer encrypts again to the app.',
      missing: 'not built yet: the listeners come with stack workload',
    },
    {
      id: 'redirect',
      side: 'templates',
      claim: 'Port 80 answers with a redirect to 443 and nothing else.',
      missing: 'not built yet: the listeners come with stacks edge and workload',
    },
    {
      id: 'origins',
      side: 'templates',
      claim: 'Only CloudFront reaches the load balancer and the API, whose default endpoint is off.',
      missing: 'not built yet: the origins come with stacks edge, api and workload',
    },
    {
      id: 'decided-by-aws',
      side: 'templates',
      claim: 'Stapling, session cache and cipher order, which AWS decides, are stated in the pack with their source.',
      missing: 'not built yet: the statement comes with stack edge',
    },
    {
      id: 'handshakes',
      side: 'runtime',
      claim: 'Our own servers offer only the permitted versions and ciphers, tried by real handshakes.',
      missing: 'not built yet: the servers come with stack workload',
    },
  ],
};
