import type { Control } from './control';

/** No route without an authorizer and a permission. */
export const azn6: Control = {
  id: 'AZN-6',
  title: 'No route without an authorizer and a permission',
  claim:
    "Each route of the API has the authorizer and declares its permission; a route that doesn't fails synthesis. The " +
    'authorizer takes a token or an API key, both as Bearer, tells 401 from 403, and believes no identity header ' +
    'from outside.',
  sources: ['T§7 A01', 'P API Gateway Authentication', 'P Authorization Middleware'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01'], owasp2025: ['A01'], nist80053r5: ['AC-3', 'AC-14', 'AC-24'] },
  parts: [
    {
      id: 'every-route',
      side: 'templates',
      claim: 'Every route has the authorizer, but for the listed ones by which people sign in.',
      checks: ['every-route-has-an-authorizer'],
    },
    {
      id: 'declared-permission',
      side: 'runtime',
      claim: 'A route that declares neither a permission that the policies know nor a reason to be public fails synthesis.',
      tests: ['in-process'],
    },
    {
      id: 'bearer',
      side: 'runtime',
      claim: 'Tokens and API keys are both taken as Bearer.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'statuses',
      side: 'runtime',
      claim: 'Missing or bad credentials get 401, insufficient rights 403.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'identity-headers',
      side: 'runtime',
      claim: 'Identity headers sent from outside have no effect.',
      tests: ['in-process', 'emulated'],
    },
  ],
};
