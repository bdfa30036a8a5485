import type { FunctionContract } from '../../shared/contract';

/** Keeps Cognito from sending anything. */
export const contract = {
  path: 'identity/custom-message',
  name: 'custom-message',
  description: 'Refuses each message that Cognito would send.',
  trigger: 'cognito',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: [],
  actions: {},
} as const satisfies FunctionContract;
