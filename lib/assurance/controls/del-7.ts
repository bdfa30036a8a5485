import type { Control } from './control';

/** A worked example runs on the baseline. */
export const del7: Control = {
  id: 'DEL-7',
  title: 'A worked example runs on the baseline',
  claim: 'An ECS Fargate service is the worked example of a workload; where configured, EKS runs with Istio in STRICT mode.',
  sources: ['P Service Mesh Encryption', 'T§5.1'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['CM-7', 'SC-8(1)', 'SC-39'] },
  parts: [
    {
      id: 'fargate',
      side: 'templates',
      claim: 'The example service runs on ECS Fargate in private subnets behind the load balancer.',
      missing: 'not built yet: the service comes with stack workload',
    },
    {
      id: 'eks',
      side: 'templates',
      claim: 'EKS with Istio in STRICT mode runs where configured.',
      missing: 'not built yet: the cluster comes with stack workload',
    },
  ],
};
