import type { FunctionContract } from '../../shared/contract';

/** Serves the key set by which everybody verifies tokens (RFC 7517), at `GET /.well-known/jwks.json`, without a permission. */
export const contract = {
  path: 'identity/key-set',
  name: 'key-set',
  description: 'Serves the public keys by which tokens are verified.',
  trigger: 'request',
  timeoutSeconds: 10,
  memoryMegabytes: 256,
  variables: ['KEY_SET_TABLE'],
  actions: {
    keySetTable: ['dynamodb:GetItem'],
    keySetTableKey: ['kms:Decrypt'],
  },
  routes: [{ method: 'GET', path: '/.well-known/jwks.json', access: { public: 'Whoever verifies a token needs the public keys.' } }],
} as const satisfies FunctionContract;
