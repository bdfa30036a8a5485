/**
 * The content security policy of T§6.4, with `base-uri`, `object-src` and Trusted Types beside it (EDGE-8): a text that reaches a
 * place where markup or code is made from it fails there. No policy for Trusted Types may be made, as the page needs none.
 * @see https://www.w3.org/TR/CSP3/
 * @param nonce fresh in every answer
 */
export function contentSecurityPolicy(nonce: string, apiOrigin: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: https:",
    "font-src 'self'",
    `connect-src 'self' ${apiOrigin}`,
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'upgrade-insecure-requests',
  ].join('; ');
}
