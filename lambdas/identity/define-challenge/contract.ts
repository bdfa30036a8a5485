import type { FunctionContract } from '../../shared/contract';

/** Tells Cognito which challenge follows, and when tokens do. */
export const contract = {
  path: 'identity/define-challenge',
  name: 'define-challenge',
  description: 'Decides which challenge of a sign-in follows.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: [],
  actions: {},
} as const satisfies FunctionContract;
