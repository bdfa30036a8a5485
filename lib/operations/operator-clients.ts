import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { localEndpoint } from '../../lambdas/shared/endpoint';
import { EndpointError } from './errors';

/** The clients of AWS by which an operator works. */
export interface OperatorClients {
  readonly sts: Pick<STSClient, 'send'>;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
  readonly lambda: Pick<LambdaClient, 'send'>;
  readonly logs: Pick<CloudWatchLogsClient, 'send'>;
}

/**
 * Clients with the credentials that every tool of AWS finds: environment, profile, single sign-on. They go to AWS, or to the
 * local cloud where `AWS_ENDPOINT_URL` names it.
 * @throws {EndpointError} when that isn't on this machine: whoever set it would get the operator's signatures
 */
export function makeOperatorClients(region: string, environment: NodeJS.ProcessEnv = process.env): OperatorClients {
  try {
    localEndpoint(environment);
  } catch (cause) {
    throw new EndpointError(cause instanceof Error ? cause.message : 'AWS_ENDPOINT_URL names no endpoint.', { cause });
  }
  return {
    sts: new STSClient({ region }),
    secrets: new SecretsManagerClient({ region }),
    lambda: new LambdaClient({ region }),
    logs: new CloudWatchLogsClient({ region }),
  };
}
