import { everyRouteHasAnAuthorizer as check } from '../../../lib/assurance/checks/every-route-has-an-authorizer';
import { api, method } from '../../support/api-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const authorizer = (fields: object) => {
  const properties = api().Authorizer?.Properties ?? {};
  return { Authorizer: resource('AWS::ApiGateway::Authorizer', { ...properties, ...fields }) };
};
const custom = { HttpMethod: 'DELETE', AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } };

describe('every-route-has-an-authorizer', () => {
  it('passes a route behind the authorizer, and one by which people sign in', () => {
    const graph = miniGraph(api({ Other: method(custom) }));
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(['Method', 'Other', 'Preflight', 'Authorizer']);
  });

  it.each<[string, Resources, string]>([
    ['a route without an authorizer', { Other: method({ HttpMethod: 'DELETE' }) }, 'Other: DELETE /auth/login has no authorizer'],
    ['a route by IAM', { Other: method({ AuthorizationType: 'AWS_IAM' }) }, 'Other: POST /auth/login is authorized by AWS_IAM'],
    ['a route of an authorizer from elsewhere', { Other: method({ ...custom, AuthorizerId: 'abc123' }) }, 'names no authorizer that the templates make'],
    ['a preflight that calls a function', { Preflight: method({ HttpMethod: 'OPTIONS' }) }, 'Preflight: Integration.Type of a preflight is AWS_PROXY'],
    ['answers of the authorizer that are kept', authorizer({ AuthorizerResultTtlInSeconds: 300 }), 'AuthorizerResultTtlInSeconds is 300'],
    [
      'an authorizer that looks elsewhere',
      authorizer({ IdentitySource: 'method.request.querystring.token' }),
      'IdentitySource is method.request.querystring.token',
    ],
    ['another function as authorizer', authorizer({ AuthorizerUri: { 'Fn::GetAtt': ['Function', 'Arn'] } }), 'calls no function'],
    [
      'an address of a function',
      { Url: resource('AWS::Lambda::Url', { AuthType: 'NONE' }) },
      'Url: AWS::Lambda::Url is a way to a function past the authorizer',
    ],
  ])('finds %s', (_, changes, reason) => {
    expect(findingsOf(check, miniGraph(api(changes)))).toEqual([expect.stringContaining(reason)]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(api({ Other: method({ AuthorizationType: UNRESOLVABLE }) })))).toEqual([
      expect.stringContaining("AuthorizationType can't be judged"),
    ]);
    expect(findingsOf(check, miniGraph(api({ Other: method({ ResourceId: UNRESOLVABLE }) })))).toEqual([expect.stringContaining('POST /? has no authorizer')]);
  });

  it("isn't applicable without an API", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
