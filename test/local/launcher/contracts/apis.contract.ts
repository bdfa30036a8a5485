import { GetRequestValidatorsCommand, GetRestApiCommand, GetStageCommand } from '@aws-sdk/client-api-gateway';
import { request } from 'node:https';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { PLACE } from '../../support/local-clouds';
import { create, createTelling } from '../../support/stacks';

const RestApiId = { Ref: 'Api' };
const LOG_GROUP = `arn:aws:logs:${PLACE.region}:${PLACE.account}:log-group:contract-access`;

const apiOf = (more: object = {}) => ({ Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'contract-api', ...more } });

/** A method that answers by itself, to bodies of its model alone. */
function methodOf(more: object = {}): object {
  return {
    Type: 'AWS::ApiGateway::Method',
    DependsOn: 'Model',
    Properties: {
      RestApiId,
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'POST',
      AuthorizationType: 'NONE',
      RequestModels: { 'application/json': 'Named' },
      RequestValidatorId: { Ref: 'Validator' },
      Integration: { Type: 'MOCK', RequestTemplates: { 'application/json': '{"statusCode":200}' }, IntegrationResponses: [{ StatusCode: '200' }] },
      MethodResponses: [{ StatusCode: '200' }],
      ...more,
    },
  };
}

function resources(method: object = methodOf(), stage: object = {}): Readonly<Record<string, object>> {
  const Schema = { type: 'object', additionalProperties: false, required: ['name'], properties: { name: { type: 'string', maxLength: 5 } } };
  return {
    Api: apiOf({ DisableExecuteApiEndpoint: true, EndpointConfiguration: { Types: ['REGIONAL'] } }),
    Validator: { Type: 'AWS::ApiGateway::RequestValidator', Properties: { RestApiId, ValidateRequestBody: true } },
    Model: { Type: 'AWS::ApiGateway::Model', Properties: { RestApiId, Name: 'Named', ContentType: 'application/json', Schema } },
    Method: method,
    Deployment: { Type: 'AWS::ApiGateway::Deployment', DependsOn: 'Method', Properties: { RestApiId } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId,
        DeploymentId: { Ref: 'Deployment' },
        StageName: 'live',
        AccessLogSetting: { DestinationArn: LOG_GROUP, Format: '$context.requestId' },
        ...stage,
      },
    },
  };
}

/** `rest_api.py`, `api_method.py`, `api_stage.py`. */
export function apisContract(cloud: () => LocalCloud): void {
  describe('an API of a template', () => {
    let id = '';
    beforeAll(async () => {
      ({ id } = await createTelling(cloud().clients, resources(), { id: 'Api' }));
    });

    const post = (body: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const { emulator, certificates } = cloud();
        const address = new URL(`/restapis/${id}/live/_user_request_/`, emulator.endpoint);
        request(address, { method: 'POST', ca: certificates.authority, headers: { 'Content-Type': 'application/json' } }, (incoming) => {
          incoming.resume();
          resolve(incoming.statusCode ?? 0);
        })
          .on('error', reject)
          .end(body);
      });

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
    it('takes a body of its model', async () => {
      expect(await post('{"name":"Anna"}')).toBe(200);
    });

    it.each(['{"name":"Annabella"}', '{"name":"Anna","admin":true}', '{}', '{"name":7}', '[]', 'no JSON'])('refuses %s with 400', async (body) => {
      expect(await post(body)).toBe(400);
    });

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html
    it('has the validator that the template asks for', async () => {
      const { items } = await cloud().clients.apiGateway.send(new GetRequestValidatorsCommand({ restApiId: id }));
      expect(items).toEqual([expect.objectContaining({ validateRequestBody: true, validateRequestParameters: false })]);
    });

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
    it('has its endpoint off, and its access log', async () => {
      const { apiGateway } = cloud().clients;
      const api = await apiGateway.send(new GetRestApiCommand({ restApiId: id }));
      expect(api).toMatchObject({ disableExecuteApiEndpoint: true, endpointConfiguration: { types: ['REGIONAL'] } });
      const { accessLogSettings } = await apiGateway.send(new GetStageCommand({ restApiId: id, stageName: 'live' }));
      expect(accessLogSettings).toEqual({ destinationArn: LOG_GROUP, format: '$context.requestId' });
    });

    it('refuses properties that would be dropped: of the API, of a method, of a stage', async () => {
      const { clients } = cloud();
      await expect(create(clients, { Api: apiOf({ Mode: 'merge' }) })).rejects.toThrow(/Mode, which the local cloud would drop/);
      await expect(create(clients, resources(methodOf({ Timeout: 3 })))).rejects.toThrow(/Timeout, which the local cloud would drop/);
      await expect(create(clients, resources(methodOf(), { CacheClusterEnabled: true }))).rejects.toThrow(
        /CacheClusterEnabled, which the local cloud would drop/,
      );
    });
  });
}
