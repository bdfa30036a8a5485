import { answer, type PageParts } from '../../../../lambdas/identity/page/answer';
import { namesOf } from '../../../../lambdas/identity/page/providers';

const parts: PageParts = {
  program: 'void 0;',
  style: 'main{margin:0}',
  apiOrigin: 'https://api.example.com',
  providers: '[{"id":"corp","name":"A \\"quoted\\" <b>name</b> & more"}]',
  textMessages: false,
};

function nonceOf({ headers }: ReturnType<typeof answer>): string {
  return /'nonce-([^']+)'/.exec(headers['Content-Security-Policy'] ?? '')?.[1] ?? '';
}

describe('the page', () => {
  it('answers with the policy of T§6.4, with base-uri, object-src and Trusted Types beside it, and nothing else', () => {
    const answered = answer(parts);
    const nonce = nonceOf(answered);
    expect(answered.headers['Content-Security-Policy']?.split('; ')).toEqual([
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: https:",
      "font-src 'self'",
      "connect-src 'self' https://api.example.com",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      'upgrade-insecure-requests',
    ]);
  });

  it('is stored by nobody, framed by nobody, and tells nobody where it was', () => {
    expect(answer(parts).headers).toMatchObject({
      'Cache-Control': 'no-store',
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
    });
  });

  it('has a nonce of 128 bits that is another in each of a hundred answers', () => {
    const nonces = Array.from({ length: 100 }, () => nonceOf(answer(parts)));
    expect(new Set(nonces).size).toBe(100);
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
  });

  it('writes the nonce on its one script and its one style, and on nothing else', () => {
    const answered = answer(parts);
    const nonce = nonceOf(answered);
    expect(answered.body.split(`nonce="${nonce}"`)).toHaveLength(3);
    expect(answered.body).toContain(`<script nonce="${nonce}">void 0;</script>`);
    expect(answered.body).not.toMatch(/ on\w+=|style="|javascript:/);
  });

  it('escapes what the configuration says', () => {
    expect(answer(parts).body).toContain(
      'data-providers="[{&quot;id&quot;:&quot;corp&quot;,&quot;name&quot;:&quot;A \\&quot;quoted\\&quot; &lt;b&gt;name&lt;/b&gt; &amp; more&quot;}]"',
    );
  });
});

describe('the names of identity providers', () => {
  it('are all that the page learns of them', () => {
    expect(namesOf('[{"id":"corp","name":"Corp","issuer":"https://id.example.com","clientId":"c"}]')).toEqual([{ id: 'corp', name: 'Corp' }]);
  });

  it.each(['{}', '[{"id":1,"name":"x"}]', '[{"id":"x"}]'])('are refused as %s', (json) => {
    expect(() => namesOf(json)).toThrow();
  });

  it('are refused where they are no JSON', () => {
    expect(() => namesOf('corp')).toThrow(SyntaxError);
  });
});
