import type { FunctionContract } from '../../shared/contract';

/** Counts what Cognito takes for a sign-in. */
export const contract = {
  path: 'identity/post-authentication',
  name: 'post-authentication',
  description: 'Counts what Cognito takes for a sign-in, by client.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['SIGN_IN_CLIENT', 'MIGRATION_CLIENT'],
  actions: {},
} as const satisfies FunctionContract;
