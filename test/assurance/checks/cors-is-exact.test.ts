import { corsIsExact as check } from '../../../lib/assurance/checks/cors-is-exact';
import { api, gatewayError, method, preflight, SITE_TOO } from '../../support/api-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const gone = resource('AWS::SNS::Topic');
const answers = (changes: Readonly<Record<string, string>>): Resources => ({ Preflight: preflight(changes) });

const REQUEST_HEADERS = ['Content-Type', 'Authorization', 'X-Request-ID', 'If-Match', 'If-None-Match', 'Idempotency-Key'];
const EXPOSED_HEADERS = ['X-Request-ID', 'X-RateLimit-Remaining', 'ETag', 'Link', 'Retry-After'];
const EXPOSE = 'Access-Control-Expose-Headers';

describe('cors-is-exact', () => {
  it('passes preflights and errors with exactly what T§6.3 and decision 0129 say', () => {
    const graph = miniGraph(api());
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(['Api', 'Preflight', 'Errors4', 'Errors5']);
  });

  it.each<[string, Resources, string]>([
    ['any origin', answers({ 'Access-Control-Allow-Origin': '*' }), "Access-Control-Allow-Origin is ''*''"],
    ...[
      ["a stranger's origin", "'https://example.com'", "'https://example.net'"],
      ['a stranger beside the site', "'https://example.com'", "'https://example.com' || $origin == 'https://evil.net'"],
      ['every origin but the site', "== 'https", "!= 'https"],
      ['an origin by a pattern', "$origin == 'https://example.com'", "$origin.matches('https://example.com')"],
      ['no name in lower case', "('origin')", "('Origin')"],
      ['another header', 'Allow-Origin', 'Allow-Headers'],
    ].map(([what = '', from = '', to = '']): [string, Resources, string] => [
      what,
      { Preflight: preflight({}, SITE_TOO.replace(from, to)) },
      'the template of the answer is #set',
    ]),
    ['no answer for the site', { Preflight: preflight({}, '') }, 'the template of the answer is'],
    ['a method too many', answers({ 'Access-Control-Allow-Methods': 'GET,POST,PUT,PATCH,DELETE,OPTIONS,TRACE' }), 'Access-Control-Allow-Methods is'],
    ['any header', answers({ 'Access-Control-Allow-Headers': '*' }), 'Access-Control-Allow-Headers is'],
    ...REQUEST_HEADERS.map((name): [string, Resources, string] => [
      `no ${name} in requests`,
      answers({ 'Access-Control-Allow-Headers': REQUEST_HEADERS.filter((other) => other !== name).join() }),
      'Access-Control-Allow-Headers is',
    ]),
    ['a header too many', answers({ 'Access-Control-Allow-Headers': `${REQUEST_HEADERS.join()},X-Tenant` }), 'Access-Control-Allow-Headers is'],
    ...EXPOSED_HEADERS.map((name): [string, Resources, string] => [
      `no ${name} of answers`,
      answers({ [EXPOSE]: EXPOSED_HEADERS.filter((other) => other !== name).join() }),
      `${EXPOSE} is`,
    ]),
    ['an answer that tells all', answers({ [EXPOSE]: '*' }), `${EXPOSE} is`],
    ['an error that tells too much', { Errors4: gatewayError('DEFAULT_4XX', { [EXPOSE]: `${EXPOSED_HEADERS.join()},Server` }) }, `${EXPOSE} is`],
    ['no credentials', answers({ 'Access-Control-Allow-Credentials': 'false' }), 'Access-Control-Allow-Credentials is'],
    ['another age', answers({ 'Access-Control-Max-Age': '600' }), 'Access-Control-Max-Age is'],
    ['an answer that caches mix up', answers({ Vary: 'Accept' }), 'Vary is'],
    ['a path without a preflight', { Preflight: gone }, 'Api: /auth/login answers no preflight'],
    ['errors without an origin', { Errors5: gone }, 'Api: it has no response of its own for DEFAULT_5XX'],
    [
      "errors with another's origin",
      { Errors4: gatewayError('DEFAULT_4XX', { 'Access-Control-Allow-Origin': 'https://evil.net' }) },
      "it must be 'https://app.example.com'",
    ],
    [
      'a preflight of several answers',
      { Preflight: method({ HttpMethod: 'OPTIONS', Integration: { IntegrationResponses: [] } }) },
      'a preflight has one answer',
    ],
  ])('finds %s', (_, changes, reason) => {
    expect(findingsOf(check, miniGraph(api(changes)))).toEqual([expect.stringContaining(reason)]);
  });

  it("finds what can't be resolved", () => {
    const Errors4 = resource('AWS::ApiGateway::GatewayResponse', { RestApiId: { Ref: 'Api' }, ResponseType: 'DEFAULT_4XX', ResponseParameters: UNRESOLVABLE });
    expect(findingsOf(check, miniGraph(api({ Errors4 }))).join('\n')).toContain('Access-Control-Allow-Origin is');
  });

  it("finds a template that can't be resolved, and one more than there may be", () => {
    expect(findingsOf(check, miniGraph(api({ Preflight: preflight({}, UNRESOLVABLE) })))).toEqual([
      expect.stringContaining("the template of the answer can't be judged"),
    ]);
    const two = method({ HttpMethod: 'OPTIONS', Integration: { IntegrationResponses: [{ ResponseTemplates: { 'text/html': SITE_TOO } }] } });
    expect(findingsOf(check, miniGraph(api({ Preflight: two }))).join('\n')).toContain('it must have one for application/json');
  });

  it("isn't applicable without an API", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
