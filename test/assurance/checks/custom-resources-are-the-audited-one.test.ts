import { customResourcesAreTheAuditedOne } from '../../../lib/assurance/checks/custom-resources-are-the-audited-one';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { resource } from '../../support/resources';

const FUNCTIONS = {
  Audited: resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-account-settings' }),
  Other: resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-other' }),
};
const graphWith = (ServiceToken: unknown, others: Resources = {}, type = 'Custom::AccountSetting') =>
  miniGraph({ ...FUNCTIONS, Setting: resource(type, { ServiceToken, Setting: 'x' }), ...others });
const AUDITED = { 'Fn::GetAtt': ['Audited', 'Arn'] };

describe('custom-resources-are-the-audited-one', () => {
  it('passes a custom resource that the audited function serves, and lists it', () => {
    const graph = graphWith(AUDITED);
    expect(findingsOf(customResourcesAreTheAuditedOne, graph)).toEqual([]);
    expect(customResourcesAreTheAuditedOne.judge(graph, { asOf: '2026-01-01', environments: new Map() }).tables).toEqual([
      { title: 'Custom resources', columns: ['resource', 'what it sets'], rows: [['network/Setting', "{Setting: 'x'}"]] },
    ]);
  });

  it('finds a custom resource of either kind that another function serves', () => {
    for (const type of ['Custom::S3AutoDeleteObjects', 'AWS::CloudFormation::CustomResource']) {
      expect(findingsOf(customResourcesAreTheAuditedOne, graphWith({ 'Fn::GetAtt': ['Other', 'Arn'] }, {}, type))).toEqual([
        expect.stringContaining('is served by network/Other'),
      ]);
    }
  });

  it('finds a custom resource that is served from elsewhere, or nowhere known', () => {
    expect(findingsOf(customResourcesAreTheAuditedOne, graphWith('arn:aws:sns:eu-central-1:999999999999:topic'))).toHaveLength(1);
    expect(findingsOf(customResourcesAreTheAuditedOne, graphWith(UNRESOLVABLE))).toHaveLength(1);
  });

  it("finds a second function of the audited one's name", () => {
    const Second = resource('AWS::Lambda::Function', { FunctionName: 'other-account-settings' });
    expect(findingsOf(customResourcesAreTheAuditedOne, graphWith(AUDITED, { Second }))).toEqual([expect.stringContaining('there must be one')]);
  });

  it("isn't applicable without custom resources", () => {
    expect(judgedBy(customResourcesAreTheAuditedOne, miniGraph(FUNCTIONS))).toEqual([]);
  });
});
