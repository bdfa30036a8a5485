/** What a test says of a call. */
export interface Called {
  /** Method and route, such as `DELETE /auth/sessions/{session}`. */
  readonly route?: string;
  readonly authorization?: string | readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
  readonly methodArn?: string;
}

export const METHOD_ARN = 'arn:aws:execute-api:eu-central-1:111122223333:abcdefghij/live';

/** An event for an authorizer of type REQUEST. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html */
export function authorizerEvent({ route = 'GET /auth/sessions', authorization, headers = {}, address = '192.0.2.7', methodArn }: Called): object {
  const [httpMethod = '', resource = ''] = route.split(' ');
  const path = resource.replaceAll(/\{\w+\}/g, 'one');
  const given = authorization === undefined ? [] : [authorization].flat();
  return {
    type: 'REQUEST',
    methodArn: methodArn ?? `${METHOD_ARN}/${httpMethod}${path}`,
    resource,
    path,
    httpMethod,
    headers: { Host: 'api.example.com', ...headers, ...(given.length === 0 ? {} : { Authorization: given.at(-1) }) },
    multiValueHeaders: {
      Host: ['api.example.com'],
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      ...(given.length === 0 ? {} : { Authorization: given }),
    },
    queryStringParameters: {},
    pathParameters: {},
    stageVariables: {},
    requestContext: { accountId: '111122223333', apiId: 'abcdefghij', stage: 'live', httpMethod, resourcePath: resource, identity: { sourceIp: address } },
  };
}
