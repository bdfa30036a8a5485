import { CfnGatewayResponse } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { errorHeaders } from './headers';
import type { Origins } from '../../environments/environment';

/** What `ErrorResponses` are made from. */
export interface ErrorResponsesProps {
  readonly restApiId: string;
  readonly origins: Origins;
}

/** The members of RFC 9457 that the gateway knows; it says nothing of what was wrong in a body. */
const PROBLEM = '{"type":"about:blank","title":$context.error.messageString,"code":"$context.error.responseType","correlationId":"$context.requestId"}';

/** By the gateway's names: all errors, and those whose status or headers are others than its own. */
const RESPONSES: readonly { readonly type: string; readonly status?: string; readonly headers?: Readonly<Record<string, string>> }[] = [
  { type: 'DEFAULT_4XX' },
  { type: 'DEFAULT_5XX' },
  /** RFC 6750, 3. */
  { type: 'UNAUTHORIZED', status: '401', headers: { 'WWW-Authenticate': 'Bearer' } },
  /** All callers together are too many: the stage's limit, which nobody's own count knows (RFC 9110 §10.2.3). */
  { type: 'THROTTLED', status: '429', headers: { 'Retry-After': '1', 'X-RateLimit-Remaining': '0' } },
  /** What the gateway calls a path that it doesn't know. */
  { type: 'MISSING_AUTHENTICATION_TOKEN', status: '404' },
];

/** The errors that the gateway answers itself (EDGE-9): with the app's origin, and the headers of every other answer. */
export class ErrorResponses extends Construct {
  readonly all: readonly CfnGatewayResponse[];

  constructor(scope: Construct, id: string, { restApiId, origins }: ErrorResponsesProps) {
    super(scope, id);
    this.all = RESPONSES.map(
      ({ type, status, headers }) =>
        new CfnGatewayResponse(this, type, {
          restApiId,
          responseType: type,
          statusCode: status,
          responseParameters: parameters({ ...errorHeaders(origins), ...headers }),
          responseTemplates: { 'application/json': PROBLEM },
        }),
    );
  }
}

function parameters(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]));
}
