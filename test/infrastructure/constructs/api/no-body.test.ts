import { Template } from 'aws-cdk-lib/assertions';
import { gatewayValidatesBodies } from '../../../../lib/assurance/checks/gateway-validates-bodies';
import * as z from 'zod/mini';
import { guestContract } from '../../../../lambdas/shared/guest/contract';
import { guest } from '../../../../lambdas/shared/guest/guest';
import { apiGateway } from '../../../support/api-gateway';
import { gatewayAdmits } from '../../../support/gateway-admits';
import { findingsOf, judgedBy } from '../../../support/judging';
import { miniGraph, type Resources } from '../../../support/mini-graph';

const done = () => Promise.resolve({ status: 204 });
const notes = guest({
  name: 'notes',
  description: 'Keeps notes.',
  record: z.strictObject({}),
  permissions: { 'notes:write': { all: 'MEMBER' } },
  routes: (route) => ({
    'POST /notes/{note}/remind': route('notes:write', undefined, done),
    'DELETE /notes/{note}': route('notes:write', undefined, done),
  }),
});
const { name, routes = [] } = guestContract(notes);
const template = () =>
  Template.fromStack(
    apiGateway(
      undefined,
      routes.map((route) => ({ ...route, function: name })),
    ).stack,
  );

describe("a guest's route that takes no body", () => {
  it('keeps EDGE-13 where its method may carry one', () => {
    const graph = miniGraph(template().toJSON().Resources as Resources);
    expect(findingsOf(gatewayValidatesBodies, graph)).toEqual([]);
    expect(judgedBy(gatewayValidatesBodies, graph)).toHaveLength(2);
  });

  it('is asked with none, which the gateway judges as an empty object, and with nothing else', () => {
    const [model] = Object.values(template().findResources('AWS::ApiGateway::Model')) as [{ Properties: { Schema: object } }];
    const admits = gatewayAdmits(model.Properties.Schema);
    expect([{}, { text: 'x' }, [], null, 'x', 1].map((body) => admits(body))).toEqual([true, false, false, false, false, false]);
  });

  it('has no model where its method carries none', () => {
    const methods = Object.values(template().findResources('AWS::ApiGateway::Method', { Properties: { HttpMethod: 'DELETE' } })) as { Properties: object }[];
    expect(methods.map(({ Properties }) => 'RequestModels' in Properties)).toEqual([false]);
  });
});
