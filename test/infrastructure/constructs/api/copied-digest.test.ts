import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { copiedDigest } from '../../../../lib/infrastructure/constructs/api/copied-digest';
import { Gateway } from '../../../../lib/infrastructure/constructs/api/gateway';
import { resolveEnvironment } from '../../../../lib/infrastructure/environments/resolve';
import { devInput, environmentInput } from '../../../support/environment-input';

const ARN = 'arn:aws:lambda:eu-central-1:777788889999:function:';

/** A gateway of one route, and what stands in it by type. */
function gateway(environment = resolveEnvironment(environmentInput())) {
  const stack = new Stack(new App(), 'api', { env: { account: environment.account, region: environment.region } });
  const called = (name: string) => LambdaFunction.fromFunctionArn(stack, name, `${ARN}${name}`);
  const made = new Gateway(stack, 'Gateway', {
    environment,
    logsKey: Key.fromKeyArn(stack, 'Logs', 'arn:aws:kms:eu-central-1:777788889999:key/1'),
    routes: [{ method: 'POST', path: '/things', access: { permission: 'account:write' }, model: 'Thing', function: 'things' }],
    models: { Thing: { type: 'object' } },
    authorizer: called('authorizer'),
    functions: new Map([['things', called('things')]]),
  });
  const resources = made.node.findAll().filter((node) => CfnResource.isCfnResource(node));
  const one = (type: string, id = '') => resources.find((resource) => resource.cfnResourceType === `AWS::ApiGateway::${type}` && resource.node.id.includes(id));
  return { made, environment, one, name: stack.resolve(one('Deployment')?.logicalId) as string };
}

describe("a deployment's name", () => {
  it('is of what the gateway is when it is made, and of the domain', () => {
    const { made, environment, name } = gateway();
    expect(name).toMatch(/^ApiDeployment[0-9a-f]{32}$/);
    expect(name).toContain(copiedDigest(made, environment));
    expect(gateway().name).toBe(name);
  });

  it('differs in another environment by the domain alone', () => {
    const other = gateway(resolveEnvironment(devInput({ domain: 'example.net' }))).name;
    expect(other).not.toBe(gateway().name);
    expect(other.slice(0, -16)).toBe(gateway().name.slice(0, -16));
  });

  it.each([
    ['a type of bodies that are bytes', 'RestApi', '', 'BinaryMediaTypes', ['image/png']],
    ['the end of a path', 'Resource', '', 'PathPart', 'others'],
    ['how long an answer may take', 'Method', 'POST', 'Integration.TimeoutInMillis', 1000],
    ['who judges a call', 'Method', 'POST', 'AuthorizationType', 'NONE'],
    ["the template of a preflight's answer", 'Method', 'OPTIONS', 'Integration.IntegrationResponses', [{ ResponseTemplates: {} }]],
    ['a model', 'Model', '', 'Schema.type', 'array'],
    ['a validator', 'RequestValidator', '', 'ValidateRequestBody', false],
    ['where callers are named', 'Authorizer', '', 'IdentitySource', 'method.request.header.Cookie'],
    ['how long a judgement is kept', 'Authorizer', '', 'AuthorizerResultTtlInSeconds', 300],
    ['how callers are judged', 'Authorizer', '', 'Type', 'TOKEN'],
    ["the body of the gateway's own errors", 'GatewayResponse', 'DEFAULT_4XX', 'ResponseTemplates.application/json', '{}'],
    ['the status of one', 'GatewayResponse', 'THROTTLED', 'StatusCode', '503'],
    ['its headers', 'GatewayResponse', 'UNAUTHORIZED', String.raw`ResponseParameters.gatewayresponse\.header\.Vary`, '*'],
  ])('differs by %s', (_, type, id, property, value) => {
    const { made, environment, one, name } = gateway();
    one(type, id)?.addPropertyOverride(property, value);
    expect(name).not.toContain(copiedDigest(made, environment));
  });

  it("doesn't differ by what is no part of the copy: how many calls a stage lets through", () => {
    const { made, environment, one, name } = gateway();
    one('Stage')?.addPropertyOverride('TracingEnabled', false);
    expect(name).toContain(copiedDigest(made, environment));
  });
});
