import type { FunctionContract } from '../../shared/contract';

/** Makes the custom challenge. */
export const contract = {
  path: 'identity/create-challenge',
  name: 'create-challenge',
  description: 'Makes the challenge that only a completed sign-in answers.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: [],
  actions: {},
} as const satisfies FunctionContract;
