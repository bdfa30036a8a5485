import { Template } from 'aws-cdk-lib/assertions';
import { STATUS_CODES } from 'node:http';
import { corsHeaders } from '../../../../lambdas/shared/http/cors';
import { SECURITY_HEADERS } from '../../../../lambdas/shared/http/security-headers';
import { apiGateway } from '../../../support/api-gateway';

interface Raw {
  readonly ResponseType: string;
  readonly StatusCode: string;
  readonly ResponseParameters: Readonly<Record<string, string>>;
  readonly ResponseTemplates: Readonly<Record<string, string>>;
}

const { stack, environment } = apiGateway();
const responses = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::GatewayResponse') as Record<string, { Properties: Raw }>).map(
  ({ Properties }) => Properties,
);

/** The literal headers of one, as they are sent. */
function headersOf({ ResponseParameters }: Raw): Readonly<Record<string, string>> {
  const literal = Object.entries(ResponseParameters).flatMap(([key, value]) => {
    const [, text] = /^'([^']*)'$/.exec(value) ?? [];
    return text === undefined ? [] : [[key.replace('gatewayresponse.header.', ''), text] as const];
  });
  return Object.fromEntries(literal);
}

const byType = (type: string): Raw => responses.find(({ ResponseType }) => ResponseType === type)!;

describe('an error that the gateway answers itself', () => {
  it.each(responses.map((response) => [response.ResponseType, response] as const))('is a problem of its status, in words that are ours: %s', (_, response) => {
    const { StatusCode, ResponseTemplates } = response;
    const problem = JSON.parse(ResponseTemplates['application/json'] ?? '') as Record<string, unknown>;
    expect(problem).toEqual({
      type: 'about:blank',
      title: STATUS_CODES[StatusCode],
      status: Number(StatusCode),
      detail: expect.stringMatching(/^[A-Z][^$]+\.$/) as string,
      code: '$context.error.responseType',
      correlationId: '$context.requestId',
    });
  });

  it.each(responses.map((response) => [response.ResponseType, response] as const))('carries the headers of every other answer: %s', (_, response) => {
    const { 'Content-Security-Policy': policy, ...others } = SECURITY_HEADERS;
    const { app } = environment.origins;
    const cors = Object.fromEntries(Object.entries(corsHeaders(app, environment.origins)).map(([name, value]) => [name, value.replaceAll(', ', ',')]));
    // A list without an entry is one of 'none', and has no quotes within quotes.
    expect(headersOf(response)).toMatchObject({ ...others, ...cors, 'Content-Security-Policy': policy?.replaceAll(" 'none'", '') });
    expect(response.ResponseParameters['gatewayresponse.header.X-Request-ID']).toBe('context.requestId');
  });

  it('says when to come again, how to be somebody, and that a path leads nowhere', () => {
    expect(headersOf(byType('THROTTLED'))).toMatchObject({ 'Retry-After': '1', 'X-RateLimit-Remaining': '0' });
    expect(headersOf(byType('UNAUTHORIZED'))).toMatchObject({ 'WWW-Authenticate': 'Bearer' });
    expect(['THROTTLED', 'UNAUTHORIZED', 'MISSING_AUTHENTICATION_TOKEN'].map((type) => byType(type).StatusCode)).toEqual(['429', '401', '404']);
  });
});
