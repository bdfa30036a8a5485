import { Stage } from 'aws-cdk-lib';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Bundles } from './bundles';
import type { Environment } from './environments/environment';
import { FoundationStack } from './stacks/foundation';
import { LogArchiveStack } from './stacks/log-archive';
import { NetworkStack } from './stacks/network';

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
    const network = new NetworkStack(this, 'network', { environment, foundation });
    PermissionsBoundary.of(network).apply(foundation.permissionsBoundary);
    network.addStackDependency(foundation);
  }
}
