import type { Control } from './control';

/** Kubernetes holds no secret in base64. */
export const sec5: Control = {
  id: 'SEC-5',
  title: 'Kubernetes holds no secret in base64',
  claim:
    'Where Kubernetes is configured, secrets come through the Secrets Store CSI driver, etcd and the storage class ' +
    'are encrypted under KMS, registries are reached by pod identity, and service account tokens are projected. No ' +
    'manifest holds a base64 secret, and all are validated against their schemas.',
  sources: ['P Kubernetes Secrets', 'P File System Encryption'],
  owner: 'platform-lead',
  mappings: {
    owasp2021: ['A02', 'A05'],
    owasp2025: ['A02', 'A04'],
    nist80053r5: ['IA-5(7)', 'IA-9', 'SC-28', 'SC-28(1)'],
  },
  parts: [
    {
      id: 'cluster',
      side: 'templates',
      claim: 'The cluster encrypts etcd and volumes under KMS, mounts secrets by CSI, pulls images by pod identity and ' + 'projects its tokens.',
      missing: 'not built yet: the cluster comes with stack workload',
    },
    {
      id: 'no-base64',
      side: 'templates',
      claim: 'No manifest holds a secret in base64.',
      missing: 'not built yet: the manifests come with stack workload',
    },
    {
      id: 'manifests',
      side: 'runtime',
      claim: 'Every manifest is valid by its schema.',
      missing: 'not built yet: the manifests come with stack workload',
    },
  ],
};
