import { Stage } from 'aws-cdk-lib';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { contract as rotateDataKeys } from '../../lambdas/data/rotate-data-keys/contract';
import type { Bundles } from './bundles';
import { rolesWorkingOn } from './contracts';
import type { Environment } from './environments/environment';
import { ApiStack } from './stacks/api';
import { applicationWiring } from './stacks/application-wiring';
import { BackupCopiesStack } from './stacks/backup-copies';
import { DataStack, type DataStackProps } from './stacks/data';
import { FoundationStack } from './stacks/foundation';
import { IdentityStack } from './stacks/identity';
import { LogArchiveStack } from './stacks/log-archive';
import { NetworkStack } from './stacks/network';
import { joined } from './stacks/wiring';

/** What an environment's stacks are made from. */
export interface EnvironmentStageProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
}

/** One environment: its stacks, in the order in which they are deployed. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, { environment, bundles }: EnvironmentStageProps) {
    super(scope, environment.name);
    const foundation = new FoundationStack(this, 'foundation', { environment, bundles });
    if (environment.logArchiveAccount !== null) foundation.addStackDependency(new LogArchiveStack(this, 'log-archive', { environment }));
    const { copyRegion } = environment.backups;
    const copies = copyRegion === null ? undefined : new BackupCopiesStack(this, 'backup-copies', { environment, region: copyRegion });
    const network = new NetworkStack(this, 'network', { environment, foundation });
    const data = new DataStack(this, 'data', { environment, bundles, foundation, network, fieldKeyRoles: fieldKeyRoles() });
    data.addStackDependency(network);
    const identity = new IdentityStack(this, 'identity', { environment, bundles, foundation, network, data });
    identity.addStackDependency(data);
    const api = new ApiStack(this, 'api', { environment, bundles, foundation, network, wiring: joined(identity.wiring, applicationWiring(data)) });
    api.addStackDependency(identity);
    if (copies !== undefined) for (const stack of [data, identity]) stack.addStackDependency(copies);
    for (const stack of [network, data, identity, api]) {
      PermissionsBoundary.of(stack).apply(foundation.permissionsBoundary);
      stack.addStackDependency(foundation);
    }
  }
}

/** Who uses which keys of fields: none but what needs them today (KEY-4). */
function fieldKeyRoles(): DataStackProps['fieldKeyRoles'] {
  return {
    'user-pii': [rotateDataKeys.name],
    'user-mfa': rolesWorkingOn('userMfaKey'),
    'tenant-data': [rotateDataKeys.name, ...rolesWorkingOn('tenantDataKey')],
    'audit-data': [],
    'field-national-id': [rotateDataKeys.name],
    'field-health': [rotateDataKeys.name],
  };
}
