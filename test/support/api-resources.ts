import type { Resources } from './mini-graph';
import { ACCOUNT, resource } from './resources';

const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const uri = (name: string) => ({ 'Fn::Join': ['', ['arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/', arn(name), '/invocations']] });

/** Headers as the gateway takes them: a text in single quotes is a value, anything else a place to look it up. */
function headers(prefix: string, values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, `'${value}'`]));
}

/** A method of the API at `/auth/login`, called by `Function`. */
export function method(fields: object = {}) {
  return resource('AWS::ApiGateway::Method', {
    RestApiId: { Ref: 'Api' },
    ResourceId: { Ref: 'Login' },
    HttpMethod: 'POST',
    AuthorizationType: 'NONE',
    RequestValidatorId: { Ref: 'Validator' },
    RequestModels: { 'application/json': { Ref: 'Model' }, $default: { Ref: 'Model' } },
    Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: uri('Function') },
    ...fields,
  });
}

const EXPOSED = 'X-Request-ID,X-RateLimit-Remaining,ETag,Link,Retry-After';

/** What puts the site in the app's place, when the site asks. */
export const SITE_TOO = `#set($origin = $input.params().header.get('Origin'))
#if($origin == '')
#set($origin = $input.params().header.get('origin'))
#end
#if($origin == 'https://example.com')
#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
#end`;

/** A preflight at `/auth/login`, as T§6.3 and decision 0129 want it of example.com. */
export function preflight(changes: Readonly<Record<string, string>> = {}, template: unknown = SITE_TOO) {
  const values = {
    'Access-Control-Allow-Origin': 'https://app.example.com',
    'Access-Control-Allow-Methods': 'GET,POST,PUT,PATCH,DELETE,OPTIONS',
    'Access-Control-Allow-Headers': 'Content-Type,Authorization,X-Request-ID,If-Match,If-None-Match,Idempotency-Key',
    'Access-Control-Expose-Headers': EXPOSED,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Max-Age': '86400',
    Vary: 'Origin',
    ...changes,
  };
  const ResponseTemplates = { 'application/json': template };
  return method({
    HttpMethod: 'OPTIONS',
    Integration: {
      Type: 'MOCK',
      IntegrationResponses: [{ StatusCode: '204', ResponseParameters: headers('method.response.header', values), ResponseTemplates }],
    },
  });
}

/** An error that the gateway answers itself. */
export function gatewayError(ResponseType: string, changes: Readonly<Record<string, string>> = {}) {
  const values = {
    'Access-Control-Allow-Origin': 'https://app.example.com',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': EXPOSED,
    Vary: 'Origin',
    ...changes,
  };
  return resource('AWS::ApiGateway::GatewayResponse', {
    RestApiId: { Ref: 'Api' },
    ResponseType,
    ResponseParameters: headers('gatewayresponse.header', values),
  });
}

/** An API of one public route, its preflight, its authorizer and its errors. */
export function api(changes: Resources = {}): Resources {
  return {
    Api: resource('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true }),
    Auth: resource('AWS::ApiGateway::Resource', { RestApiId: { Ref: 'Api' }, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'auth' }),
    Login: resource('AWS::ApiGateway::Resource', { RestApiId: { Ref: 'Api' }, ParentId: { Ref: 'Auth' }, PathPart: 'login' }),
    Validator: resource('AWS::ApiGateway::RequestValidator', { ValidateRequestBody: true, ValidateRequestParameters: true }),
    Model: resource('AWS::ApiGateway::Model', {
      Schema: { type: 'object', additionalProperties: false, properties: { email: { type: 'string', maxLength: 254 } } },
    }),
    Method: method(),
    Preflight: preflight(),
    Authorizer: resource('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 0,
      AuthorizerUri: uri('Judge'),
    }),
    Judge: resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-authorizer' }),
    Function: resource('AWS::Lambda::Function', { FunctionName: 'ringwall-prod-sign-in', Environment: { Variables: { COUNTERS_TABLE: 'counters' } } }),
    Errors4: gatewayError('DEFAULT_4XX'),
    Errors5: gatewayError('DEFAULT_5XX'),
    Stage: resource('AWS::ApiGateway::Stage', {
      MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 }],
    }),
    ...changes,
  };
}

/** When Cognito calls, and the function that answers. */
const TRIGGERS = {
  CreateAuthChallenge: 'create-challenge',
  CustomMessage: 'custom-message',
  DefineAuthChallenge: 'define-challenge',
  PostAuthentication: 'post-authentication',
  PostConfirmation: 'post-confirmation',
  PreAuthentication: 'pre-authentication',
  PreSignUp: 'pre-sign-up',
  PreTokenGeneration: 'pre-token-generation',
  UserMigration: 'user-migration',
  VerifyAuthChallengeResponse: 'verify-challenge',
} as const;

function triggerArn(name: string): string {
  return `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:ringwall-prod-${name}`;
}

/** A permission by which the pool calls a trigger. */
export function permission(trigger: string, fields: object = {}) {
  return resource('AWS::Lambda::Permission', {
    FunctionName: arn(trigger),
    Principal: 'cognito-idp.amazonaws.com',
    Action: 'lambda:InvokeFunction',
    SourceAccount: ACCOUNT,
    SourceArn: arn('Pool'),
    ...fields,
  });
}

/** A user pool's properties as IDN-1 wants them. */
export const POOL = {
  UserPoolTier: 'PLUS',
  UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' } },
  Policies: {
    PasswordPolicy: {
      MinimumLength: 15,
      RequireLowercase: false,
      RequireNumbers: false,
      RequireSymbols: false,
      RequireUppercase: false,
      TemporaryPasswordValidityDays: 1,
    },
  },
  DeletionProtection: 'ACTIVE',
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
  AutoVerifiedAttributes: [],
  LambdaConfig: {
    ...Object.fromEntries(Object.entries(TRIGGERS).map(([trigger, name]) => [trigger, triggerArn(name)])),
    PreTokenGenerationConfig: { LambdaArn: triggerArn('pre-token-generation'), LambdaVersion: 'V2_0' },
  },
};

/** A client's properties as IDN-1 wants them. */
export const CLIENT = {
  UserPoolId: { Ref: 'Pool' },
  GenerateSecret: true,
  ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'],
  PreventUserExistenceErrors: 'ENABLED',
  EnableTokenRevocation: true,
};

/** A pool, its client, and its triggers with their permissions. */
export function pool(changes: Resources = {}): Resources {
  const triggers = Object.entries(TRIGGERS).flatMap(([trigger, name]) => [
    [trigger, resource('AWS::Lambda::Function', { FunctionName: `ringwall-prod-${name}` })] as const,
    [`Invoke${trigger}`, permission(trigger)] as const,
  ]);
  return {
    Pool: resource('AWS::Cognito::UserPool', POOL),
    Client: resource('AWS::Cognito::UserPoolClient', CLIENT),
    ...Object.fromEntries(triggers),
    ...changes,
  };
}
