import { CfnGatewayResponse } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { STATUS_CODES } from 'node:http';
import { errorHeaders } from './headers';
import type { Origins } from '../../environments/environment';

/** What `ErrorResponses` are made from. */
export interface ErrorResponsesProps {
  readonly restApiId: string;
  readonly origins: Origins;
}

interface ErrorResponse {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const OURS = 'Something went wrong on our side.';
const FORBIDDEN = 'Who calls may not do this.';

/** By the gateway's names. What isn't named falls to the first two, as which a client takes a status that it doesn't know (RFC 9110, 15). */
const RESPONSES: readonly ErrorResponse[] = [
  { type: 'DEFAULT_4XX', status: 400, detail: 'The request is malformed.' },
  { type: 'DEFAULT_5XX', status: 500, detail: OURS },
  { type: 'ACCESS_DENIED', status: 403, detail: FORBIDDEN },
  { type: 'API_CONFIGURATION_ERROR', status: 500, detail: OURS },
  { type: 'AUTHORIZER_CONFIGURATION_ERROR', status: 500, detail: OURS },
  { type: 'AUTHORIZER_FAILURE', status: 500, detail: OURS },
  { type: 'BAD_REQUEST_BODY', status: 400, detail: "The body isn't valid." },
  { type: 'BAD_REQUEST_PARAMETERS', status: 400, detail: "A parameter isn't valid." },
  { type: 'INTEGRATION_FAILURE', status: 504, detail: "A service that this needs doesn't answer at the moment. Try again." },
  { type: 'INTEGRATION_TIMEOUT', status: 504, detail: "A service that this needs doesn't answer at the moment. Try again." },
  { type: 'INVALID_SIGNATURE', status: 403, detail: FORBIDDEN },
  // What the gateway calls a path that it doesn't know.
  { type: 'MISSING_AUTHENTICATION_TOKEN', status: 404, detail: 'There is nothing here.' },
  { type: 'REQUEST_TOO_LARGE', status: 413, detail: 'The body is too long.' },
  { type: 'RESOURCE_NOT_FOUND', status: 404, detail: 'There is nothing here.' },
  // All callers together are too many: the stage's limit, which nobody's own count knows (RFC 9110 §10.2.3).
  { type: 'THROTTLED', status: 429, detail: 'Too many calls. Try again later.', headers: { 'Retry-After': '1', 'X-RateLimit-Remaining': '0' } },
  // RFC 6750, 3.
  { type: 'UNAUTHORIZED', status: 401, detail: 'Who calls is nobody, or no longer.', headers: { 'WWW-Authenticate': 'Bearer' } },
  { type: 'UNSUPPORTED_MEDIA_TYPE', status: 415, detail: 'The body is no JSON.' },
  { type: 'WAF_FILTERED', status: 403, detail: FORBIDDEN },
];

/**
 * The errors that the gateway answers itself (EDGE-9): with the app's origin, and the headers of every other answer. Their members are
 * RFC 9457's, and their text is ours: AWS's would be no title of `about:blank` (§4.2.1), and nothing says what was wrong in a body. Their
 * type of content is `application/json`: that the gateway lets a header of ours take its own's place is nowhere promised.
 */
export class ErrorResponses extends Construct {
  readonly all: readonly CfnGatewayResponse[];

  constructor(scope: Construct, id: string, { restApiId, origins }: ErrorResponsesProps) {
    super(scope, id);
    this.all = RESPONSES.map(
      (response) =>
        new CfnGatewayResponse(this, response.type, {
          restApiId,
          responseType: response.type,
          statusCode: String(response.status),
          responseParameters: { ...parameters({ ...errorHeaders(origins), ...response.headers }), [`${PREFIX}.X-Request-ID`]: 'context.requestId' },
          responseTemplates: { 'application/json': problem(response) },
        }),
    );
  }
}

const PREFIX = 'gatewayresponse.header';

/** The gateway fills in its variables, and runs nothing. */
function problem({ status, detail }: ErrorResponse): string {
  const told = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
  return JSON.stringify({ ...told, code: '$context.error.responseType', correlationId: '$context.requestId' });
}

function parameters(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${PREFIX}.${name}`, `'${value}'`]));
}
