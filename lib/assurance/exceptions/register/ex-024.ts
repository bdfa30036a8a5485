import type { Exception } from '../exception';

/** Who signs in has no token yet. */
export const ex024: Exception = {
  id: 'EX-024',
  rule: 'APIGWAuthorization',
  reason: 'These routes are how a token is won, renewed or verified, and the page itself; whoever calls them has none.',
  compensatingControl: {
    controls: ['IDN-2', 'EDGE-9', 'EDGE-13'],
    sentence: 'A check names each of them; a cookie, code or password of the request decides, budgets bound the attempts, and the gateway validates the body.',
  },
  constructs: [
    'api/Gateway/GET-.well-known.jwks.json',
    'api/Gateway/GET-auth.sso._provider_',
    'api/Gateway/GET-auth.sso._provider_.callback',
    'api/Gateway/GET-root',
    'api/Gateway/POST-auth.erasure.cancel',
    'api/Gateway/POST-auth.login',
    'api/Gateway/POST-auth.logout',
    'api/Gateway/POST-auth.mfa',
    'api/Gateway/POST-auth.mfa.sms',
    'api/Gateway/POST-auth.passkeys.authentication',
    'api/Gateway/POST-auth.passkeys.authentication.options',
    'api/Gateway/POST-auth.password.reset',
    'api/Gateway/POST-auth.password.reset.confirm',
    'api/Gateway/POST-auth.recovery',
    'api/Gateway/POST-auth.recovery.cancel',
    'api/Gateway/POST-auth.recovery.complete',
    'api/Gateway/POST-auth.refresh',
    'api/Gateway/POST-auth.register',
    'api/Gateway/POST-auth.register.confirm',
  ],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'application-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
