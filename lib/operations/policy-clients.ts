import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { STSClient } from '@aws-sdk/client-sts';
import { VerifiedPermissionsClient } from '@aws-sdk/client-verifiedpermissions';
import { guardEndpoint } from './guard-endpoint';

/** The clients of AWS by which a policy store is read. */
export interface PolicyClients {
  readonly sts: Pick<STSClient, 'send'>;
  readonly cloudFormation: Pick<CloudFormationClient, 'send'>;
  readonly verifiedPermissions: Pick<VerifiedPermissionsClient, 'send'>;
}

/**
 * Clients with the credentials that every tool of AWS finds.
 * @throws as {@link guardEndpoint}
 */
export function makePolicyClients(region: string, environment: NodeJS.ProcessEnv = process.env): PolicyClients {
  guardEndpoint(environment);
  return {
    sts: new STSClient({ region }),
    cloudFormation: new CloudFormationClient({ region }),
    verifiedPermissions: new VerifiedPermissionsClient({ region }),
  };
}
