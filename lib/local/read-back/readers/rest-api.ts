import {
  GetAccountCommand,
  GetAuthorizerCommand,
  GetDeploymentCommand,
  GetGatewayResponseCommand,
  GetMethodCommand,
  GetModelCommand,
  GetRequestValidatorCommand,
  GetResourceCommand,
  GetRestApiCommand,
  GetStageCommand,
  type GatewayResponseType,
  type Integration,
  type MethodSetting,
} from '@aws-sdk/client-api-gateway';
import type { Json } from '../json';
import { parseDocument, textOf, toJson, type Reader } from '../reader';

/** `AWS::ApiGateway::Account`: one of each account and region. */
export const apiAccount: Reader = {
  read: async (_target, { apiGateway }) => ({ CloudWatchRoleArn: (await apiGateway.send(new GetAccountCommand({}))).cloudwatchRoleArn }),
};

/** `AWS::ApiGateway::RestApi` */
export const restApi: Reader = {
  read: async ({ id: restApiId }, { apiGateway }) => {
    const api = await apiGateway.send(new GetRestApiCommand({ restApiId }));
    return {
      Name: api.name,
      Description: api.description,
      BinaryMediaTypes: toJson(api.binaryMediaTypes) ?? null,
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
      EndpointConfiguration: { Types: toJson(api.endpointConfiguration?.types) ?? null },
      SecurityPolicy: api.securityPolicy,
      EndpointAccessMode: api.endpointAccessMode,
    };
  },
  unread: { FailOnWarnings: 'it governs an import, and there is none' },
};

/** `AWS::ApiGateway::Resource` */
export const apiResource: Reader = {
  read: async ({ id: resourceId, asked }, { apiGateway }) => {
    const restApiId = textOf(asked, 'RestApiId');
    const { parentId, pathPart } = await apiGateway.send(new GetResourceCommand({ restApiId, resourceId }));
    return { RestApiId: restApiId, ParentId: parentId, PathPart: pathPart };
  },
};

/** `AWS::ApiGateway::Method` */
export const method: Reader = {
  read: async ({ asked }, { apiGateway }) => {
    const [restApiId, resourceId, httpMethod] = [textOf(asked, 'RestApiId'), textOf(asked, 'ResourceId'), textOf(asked, 'HttpMethod')];
    const found = await apiGateway.send(new GetMethodCommand({ restApiId, resourceId, httpMethod }));
    return {
      RestApiId: restApiId,
      ResourceId: resourceId,
      HttpMethod: found.httpMethod,
      AuthorizationType: found.authorizationType,
      AuthorizerId: found.authorizerId,
      ApiKeyRequired: found.apiKeyRequired,
      OperationName: found.operationName,
      RequestModels: found.requestModels,
      RequestParameters: found.requestParameters,
      RequestValidatorId: found.requestValidatorId,
      Integration: integrationOf(found.methodIntegration),
      MethodResponses: Object.values(found.methodResponses ?? {}).map(({ statusCode, responseParameters, responseModels }) => ({
        StatusCode: statusCode,
        ResponseParameters: responseParameters,
        ResponseModels: responseModels,
      })),
    };
  },
};

function integrationOf(integration: Integration = {}): Readonly<Record<string, Json | undefined>> {
  return {
    Type: integration.type,
    IntegrationHttpMethod: integration.httpMethod,
    Uri: integration.uri,
    PassthroughBehavior: integration.passthroughBehavior,
    RequestTemplates: integration.requestTemplates,
    TimeoutInMillis: integration.timeoutInMillis,
    IntegrationResponses: Object.values(integration.integrationResponses ?? {}).map(({ statusCode, responseParameters, responseTemplates }) => ({
      StatusCode: statusCode,
      ResponseParameters: responseParameters,
      ResponseTemplates: responseTemplates,
    })),
  };
}

/** `AWS::ApiGateway::Model` */
export const model: Reader = {
  read: async ({ id: modelName, asked }, { apiGateway }) => {
    const restApiId = textOf(asked, 'RestApiId');
    const found = await apiGateway.send(new GetModelCommand({ restApiId, modelName }));
    return { RestApiId: restApiId, Name: found.name, Description: found.description, ContentType: found.contentType, Schema: parseDocument(found.schema) };
  },
};

/** `AWS::ApiGateway::RequestValidator` */
export const requestValidator: Reader = {
  read: async ({ id: requestValidatorId, asked }, { apiGateway }) => {
    const restApiId = textOf(asked, 'RestApiId');
    const found = await apiGateway.send(new GetRequestValidatorCommand({ restApiId, requestValidatorId }));
    return {
      RestApiId: restApiId,
      Name: found.name,
      ValidateRequestBody: found.validateRequestBody,
      ValidateRequestParameters: found.validateRequestParameters,
    };
  },
};

/** `AWS::ApiGateway::Authorizer` */
export const authorizer: Reader = {
  read: async ({ id: authorizerId, asked }, { apiGateway }) => {
    const restApiId = textOf(asked, 'RestApiId');
    const found = await apiGateway.send(new GetAuthorizerCommand({ restApiId, authorizerId }));
    return {
      RestApiId: restApiId,
      Name: found.name,
      Type: found.type,
      AuthorizerUri: found.authorizerUri,
      AuthorizerResultTtlInSeconds: found.authorizerResultTtlInSeconds,
      IdentitySource: found.identitySource,
      IdentityValidationExpression: found.identityValidationExpression,
    };
  },
};

/** `AWS::ApiGateway::Deployment` */
export const deployment: Reader = {
  read: async ({ id: deploymentId, asked }, { apiGateway }) => {
    const restApiId = textOf(asked, 'RestApiId');
    const { description } = await apiGateway.send(new GetDeploymentCommand({ restApiId, deploymentId }));
    return { RestApiId: restApiId, Description: description };
  },
};

/** `AWS::ApiGateway::Stage` */
export const stage: Reader = {
  read: async ({ id: stageName, asked }, { apiGateway }) => {
    const restApiId = textOf(asked, 'RestApiId');
    const found = await apiGateway.send(new GetStageCommand({ restApiId, stageName }));
    const { destinationArn, format } = found.accessLogSettings ?? {};
    return {
      RestApiId: restApiId,
      StageName: found.stageName,
      DeploymentId: found.deploymentId,
      Description: found.description,
      TracingEnabled: found.tracingEnabled,
      AccessLogSetting: { DestinationArn: destinationArn, Format: format },
      MethodSettings: Object.entries(found.methodSettings ?? {}).map(([path, setting]) => settingOf(path, setting)),
    };
  },
};

/** `*` + `/*` in the API for every path and method. */
function settingOf(path: string, setting: MethodSetting): Readonly<Record<string, Json | undefined>> {
  const [, resourcePath = '', httpMethod = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  return {
    ResourcePath: resourcePath === '*' ? '/*' : resourcePath,
    HttpMethod: httpMethod,
    CachingEnabled: setting.cachingEnabled,
    DataTraceEnabled: setting.dataTraceEnabled,
    LoggingLevel: setting.loggingLevel,
    MetricsEnabled: setting.metricsEnabled,
    ThrottlingBurstLimit: setting.throttlingBurstLimit,
    ThrottlingRateLimit: setting.throttlingRateLimit,
  };
}

/** `AWS::ApiGateway::GatewayResponse` */
export const gatewayResponse: Reader = {
  read: async ({ asked }, { apiGateway }) => {
    const restApiId = textOf(asked, 'RestApiId');
    const responseType = textOf(asked, 'ResponseType') as GatewayResponseType;
    const found = await apiGateway.send(new GetGatewayResponseCommand({ restApiId, responseType }));
    return {
      RestApiId: restApiId,
      ResponseType: found.responseType,
      StatusCode: found.statusCode,
      ResponseParameters: found.responseParameters,
      ResponseTemplates: found.responseTemplates,
    };
  },
};
