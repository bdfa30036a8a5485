import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { NamedLogGroup } from '../shared/named-log-group';

/** What `AccessLog` is made from. */
export interface AccessLogProps {
  readonly environment: Environment;
  readonly logsKey: IKey;
}

/**
 * What a line says: the route and not the path, whose parameters name things; no query, header or body. The caller is the
 * authorizer's principal, a pseudonym. An ordinary permission is recorded here alone (AUD-2).
 */
const FIELDS: Readonly<Record<string, string>> = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  error: '$context.error.responseType',
  authorizer: '$context.authorizer.status',
  caller: '$context.authorizer.principalId',
  policy: '$context.authorizer.policy',
  policySet: '$context.authorizer.policySet',
  reason: '$context.authorizer.reason',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integration.latency',
  trace: '$context.xrayTraceId',
};

/** One line of JSON for each request. */
export class AccessLog extends Construct {
  /** Of the log group, without the `:*` that CloudFormation adds and the gateway refuses. */
  readonly arn: string;
  readonly format = JSON.stringify(FIELDS);

  constructor(scope: Construct, id: string, { environment, logsKey }: AccessLogProps) {
    super(scope, id);
    const name = `/aws/apigateway/${nameOf(environment, 'api')}`;
    const { logGroupName } = new NamedLogGroup(this, 'Group', { environment, name, logsKey, masked: true });
    this.arn = Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  }
}
