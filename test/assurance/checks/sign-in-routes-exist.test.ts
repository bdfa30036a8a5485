import { signInRoutesExist as check } from '../../../lib/assurance/checks/sign-in-routes-exist';
import { api, method } from '../../support/api-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const path = (ParentId: unknown, PathPart: string) => resource('AWS::ApiGateway::Resource', { ParentId, PathPart });
const whole: Resources = {
  Register: path({ Ref: 'Auth' }, 'register'),
  Confirm: path({ Ref: 'Register' }, 'confirm'),
  RegisterMethod: method({ ResourceId: { Ref: 'Register' } }),
  ConfirmMethod: method({ ResourceId: { Ref: 'Confirm' } }),
};
const gone = resource('AWS::SNS::Topic');
const settings = (...MethodSettings: object[]) => ({ Stage: resource('AWS::ApiGateway::Stage', { MethodSettings }) });

describe('sign-in-routes-exist', () => {
  it('passes the three routes, counted and bounded', () => {
    const graph = miniGraph(api(whole));
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(['Api', 'ConfirmMethod', 'Method', 'RegisterMethod', 'Stage']);
  });

  it.each<[string, Resources, string]>([
    ['a route that is missing', { ConfirmMethod: gone }, 'Api: it has no route POST /auth/register/confirm'],
    ['a route of another path', { Confirm: path({ Ref: 'Auth' }, 'confirm') }, 'Api: it has no route POST /auth/register/confirm'],
    [
      'a route that nothing of the templates answers',
      { RegisterMethod: method({ ResourceId: { Ref: 'Register' }, Integration: { Uri: 'arn' } }) },
      'no function of the templates',
    ],
    [
      'a stage that bounds one path alone',
      settings({ HttpMethod: '*', ResourcePath: '/auth', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 }),
      'ThrottlingRateLimit of all methods',
    ],
  ])('finds %s', (_, changes, reason) => {
    expect(findingsOf(check, miniGraph(api({ ...whole, ...changes }))).join('\n')).toContain(reason);
  });

  it('finds a function that counts no attempts', () => {
    const Function = resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-sign-in' });
    expect(findingsOf(check, miniGraph(api({ ...whole, Function })))).toContainEqual(
      expect.stringContaining('Method: network/Function answers it, and counts no attempts'),
    );
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(api({ ...whole, Stage: resource('AWS::ApiGateway::Stage', { MethodSettings: UNRESOLVABLE }) })))).toEqual([
      expect.stringContaining("MethodSettings can't be judged"),
    ]);
  });

  it("isn't applicable without an API", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
