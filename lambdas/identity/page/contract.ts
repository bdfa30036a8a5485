import type { FunctionContract } from '../../shared/contract';

/** Serves the page for signing in and for the account (IDN-16), at the app's host. */
export const contract = {
  path: 'identity/page',
  name: 'page',
  description: 'Serves the page for signing in and for the account.',
  trigger: 'request',
  timeoutSeconds: 5,
  memoryMegabytes: 256,
  variables: ['API_ORIGIN', 'SSO_PROVIDERS', 'SMS_COUNTRIES'],
  actions: {},
  routes: [{ method: 'GET', path: '/', access: { public: 'Whoever signs in has no token yet; the page holds nothing of anybody.' } }],
} as const satisfies FunctionContract;
