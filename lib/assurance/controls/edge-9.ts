import type { Control } from './control';

/** Only our two origins may call across. */
export const edge9: Control = {
  id: 'EDGE-9',
  title: 'Only our two origins may call across',
  claim:
    'Cross-origin calls are admitted from the two origins that derive from the domain, with the listed methods, ' +
    'request and exposed headers and those that decision 0129 adds, with credentials, and cached for 86400 seconds; errors that the gateway answers ' +
    "itself carry the app's origin. Exactly one origin is echoed, with Vary, and any other is refused.",
  sources: ['T§6.3'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01', 'A05'], owasp2025: ['A01', 'A02'], nist80053r5: ['AC-4'] },
  parts: [
    {
      id: 'cors-settings',
      side: 'templates',
      claim:
        "The API's preflight answers hold exactly the origins, methods, headers, credentials and age of T§6.3, with If-Match, If-None-Match, Idempotency-Key, ETag, Link and Retry-After.",
      checks: ['cors-is-exact'],
    },
    {
      id: 'gateway-errors',
      side: 'templates',
      claim: "Errors of the gateway carry the app's origin, and expose the same headers.",
      checks: ['cors-is-exact'],
    },
    {
      id: 'echoed-origin',
      side: 'runtime',
      claim: 'One allowed origin is echoed with Vary, and other origins get no permission.',
      tests: ['in-process', 'emulated'],
    },
  ],
};
