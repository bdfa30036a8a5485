import { rightsHaveTheirRoutes as check } from '../../../lib/assurance/checks/rights-have-their-routes';
import { api, method } from '../../support/api-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const path = (parent: string, PathPart: string) => resource('AWS::ApiGateway::Resource', { RestApiId: { Ref: 'Api' }, ParentId: { Ref: parent }, PathPart });
const guarded = (ResourceId: string, HttpMethod: string, fields: object = {}) =>
  method({ ResourceId: { Ref: ResourceId }, HttpMethod, AuthorizationType: 'CUSTOM', ...fields });
const rights = (delay: unknown) =>
  resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-rights', Environment: { Variables: { ERASURE_DELAY_DAYS: delay } } });
const rule = (fields: object = {}) =>
  resource('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'function', Arn: { 'Fn::GetAtt': ['Job', 'Arn'] } }], ...fields });

const whole: Resources = {
  Function: rights('7'),
  Data: path('Auth', 'data'),
  Documents: resource('AWS::ApiGateway::Resource', { RestApiId: { Ref: 'Api' }, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'documents' }),
  Export: path('Documents', 'export'),
  Email: path('Auth', 'email'),
  Change: path('Email', 'change'),
  Phone: path('Auth', 'phone'),
  Restriction: path('Auth', 'restriction'),
  Erasure: path('Auth', 'erasure'),
  Cancel: path('Erasure', 'cancel'),
  GetData: guarded('Data', 'GET'),
  GetExport: guarded('Export', 'GET'),
  PostChange: guarded('Change', 'POST'),
  PostPhone: guarded('Phone', 'POST'),
  PostRestriction: guarded('Restriction', 'POST'),
  DeleteRestriction: guarded('Restriction', 'DELETE'),
  PostErasure: guarded('Erasure', 'POST'),
  GetErasure: guarded('Erasure', 'GET'),
  DeleteErasure: guarded('Erasure', 'DELETE'),
  PostCancel: method({ ResourceId: { Ref: 'Cancel' } }),
  Job: resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-erase-accounts' }),
  Rule: rule(),
};
const gone = resource('AWS::SNS::Topic');

describe('rights-have-their-routes', () => {
  it('passes all routes behind the authorizer, a delay, and a schedule', () => {
    const graph = miniGraph(api(whole));
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toHaveLength(10);
  });

  it.each<[string, Resources, string]>([
    ['no copy of the data', { GetData: gone }, 'Api: access and portability has no route GET /auth/data'],
    ['no way to lift a restriction', { DeleteRestriction: gone }, 'Api: restriction and objection has no route DELETE /auth/restriction'],
    ['no erasure', { PostErasure: gone }, 'Api: erasure has no route POST /auth/erasure'],
    ['no cancellation by code', { PostCancel: gone }, "Api: erasure can't be cancelled by code"],
    ['a route past the authorizer', { GetData: guarded('Data', 'GET', { AuthorizationType: 'NONE' }) }, "GetData: AuthorizationType is 'NONE'"],
    ['no delay', { Function: rights('0') }, "PostErasure: ERASURE_DELAY_DAYS behind it is '0'"],
    ['a delay longer than a month', { Function: rights('31') }, "PostErasure: ERASURE_DELAY_DAYS behind it is '31'"],
    ['an erasure that nothing of the templates answers', { Function: gone }, 'PostErasure: ERASURE_DELAY_DAYS behind it is nothing'],
    ['no schedule', { Rule: gone }, 'Api: no enabled schedule carries erasures out'],
    ['a schedule that is off', { Rule: rule({ State: 'DISABLED' }) }, 'Api: no enabled schedule carries erasures out'],
    ['a schedule of something else', { Job: resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-other' }) }, 'Api: no enabled schedule'],
  ])('finds %s', (_, changes, reason) => {
    expect(findingsOf(check, miniGraph(api({ ...whole, ...changes }))).join('\n')).toContain(reason);
  });

  it.each<[string, Resources, string]>([
    ['a delay', { Function: rights(UNRESOLVABLE) }, 'PostErasure: ERASURE_DELAY_DAYS'],
    ['an authorization', { GetErasure: guarded('Erasure', 'GET', { AuthorizationType: UNRESOLVABLE }) }, 'GetErasure: AuthorizationType'],
    ['targets', { Rule: rule({ Targets: UNRESOLVABLE }) }, 'Api: no enabled schedule'],
  ])("finds %s that can't be resolved", (_, changes, reason) => {
    expect(findingsOf(check, miniGraph(api({ ...whole, ...changes }))).join('\n')).toContain(reason);
  });

  it("isn't applicable without an API", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
