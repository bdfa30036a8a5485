import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { guardEndpoint } from './guard-endpoint';

/** The clients of AWS by which an operator works. */
export interface OperatorClients {
  readonly sts: Pick<STSClient, 'send'>;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
  readonly lambda: Pick<LambdaClient, 'send'>;
  readonly logs: Pick<CloudWatchLogsClient, 'send'>;
}

/**
 * Clients with the credentials that every tool of AWS finds: environment, profile, single sign-on.
 * @throws as {@link guardEndpoint}
 */
export function makeOperatorClients(region: string, environment: NodeJS.ProcessEnv = process.env): OperatorClients {
  guardEndpoint(environment);
  return {
    sts: new STSClient({ region }),
    secrets: new SecretsManagerClient({ region }),
    lambda: new LambdaClient({ region }),
    logs: new CloudWatchLogsClient({ region }),
  };
}
