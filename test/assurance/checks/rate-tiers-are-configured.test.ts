import { rateTiersAreConfigured as check } from '../../../lib/assurance/checks/rate-tiers-are-configured';
import { api, method } from '../../support/api-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const TIER = { limit: 60, windowSeconds: 60 };
const LIMITS = {
  anonymous: TIER,
  authenticated: { limit: 300, windowSeconds: 60 },
  admin: { limit: 120, windowSeconds: 60 },
  apiKey: { limit: 600, windowSeconds: 60 },
};

const answering = (variables: object): Resources => ({
  Counters: resource('AWS::DynamoDB::GlobalTable'),
  Function: resource('AWS::Lambda::Function', {
    Environment: { Variables: { COUNTERS_TABLE: { Ref: 'Counters' }, RATE_LIMITS: JSON.stringify(LIMITS), ...variables } },
  }),
});
const path = (PathPart: string) => resource('AWS::ApiGateway::Resource', { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart });

describe('rate-tiers-are-configured', () => {
  it('passes a function with the limits of the configuration, once for all its routes', () => {
    const graph = miniGraph(api({ ...answering({}), Another: path('other'), AnotherMethod: method({ ResourceId: { Ref: 'Another' } }) }));
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(['Function']);
  });

  it.each<[string, Resources, string]>([
    [
      'a limit that is another',
      answering({ RATE_LIMITS: JSON.stringify({ ...LIMITS, anonymous: { ...TIER, limit: 61 } }) }),
      'Function: anonymous.limit is 61; the configuration says 60',
    ],
    [
      'a window that is another',
      answering({ RATE_LIMITS: JSON.stringify({ ...LIMITS, admin: { limit: 120, windowSeconds: 1 } }) }),
      'admin.windowSeconds is 1; the configuration says 60',
    ],
    ['a tier that is missing', answering({ RATE_LIMITS: JSON.stringify({ ...LIMITS, apiKey: undefined }) }), 'apiKey.limit is'],
    ['limits that are no object', answering({ RATE_LIMITS: '[]' }), 'it must be an object of tiers'],
    ['limits that are no JSON', answering({ RATE_LIMITS: 'sixty' }), 'it must be an object of tiers'],
    ['no limits', { Function: resource('AWS::Lambda::Function', { Environment: { Variables: {} } }) }, 'RATE_LIMITS is not set'],
    ['a table of nobody', answering({ COUNTERS_TABLE: 'counters' }), 'COUNTERS_TABLE is no table of the templates'],
    ['what is no table', answering({ COUNTERS_TABLE: { Ref: 'Api' } }), 'COUNTERS_TABLE is no table of the templates'],
    [
      'a route that no function answers',
      { ...answering({}), Method: method({ Integration: { Uri: 'arn' } }) },
      'Method: no function of the templates answers it',
    ],
  ])('finds %s', (_, changes, reason) => {
    expect(findingsOf(check, miniGraph(api(changes))).join('\n')).toContain(reason);
  });

  it.each(['RATE_LIMITS', 'COUNTERS_TABLE'])("finds %s that can't be resolved", (name) => {
    expect(findingsOf(check, miniGraph(api(answering({ [name]: UNRESOLVABLE }))))).toEqual([expect.stringContaining(name)]);
  });

  it("isn't applicable without an API, and to what everybody is answered alike", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
    const wellKnown = path('.well-known');
    const keySet = resource('AWS::ApiGateway::Resource', { ParentId: { Ref: 'Auth' }, PathPart: 'jwks.json' });
    expect(judgedBy(check, miniGraph(api({ Auth: wellKnown, Login: keySet, Method: method({ HttpMethod: 'GET' }) })))).toEqual([]);
  });
});
