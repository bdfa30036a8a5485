import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from './environments/environment';
import { APPLICATION, nameOf } from './names';

/** What every stack of ours is given. */
export interface BaseStackProps {
  readonly environment: Environment;
  /** What the stack holds, in one sentence. */
  readonly description: string;
  /** @default - the environment's own account */
  readonly account?: string;
  /** @default - the environment's own region */
  readonly region?: string;
}

/** A stack with the name, place, tags and protection that every one has. */
export class BaseStack extends Stack {
  private readonly zones: readonly string[];

  constructor(scope: Construct, id: string, { environment, description, account, region }: BaseStackProps) {
    super(scope, id, {
      stackName: nameOf(environment, id),
      description,
      env: { account: account ?? environment.account, region: region ?? environment.region },
      tags: tagsOf(environment),
      terminationProtection: isLasting(environment),
      analyticsReporting: false,
    });
    this.zones = environment.zones;
  }

  /** From the configuration: the CDK would look them up in the account, which needs credentials. */
  override get availabilityZones(): string[] {
    return [...this.zones];
  }
}

/** Whether what stands there must survive a mistake: everywhere but where changes are tried. */
export function isLasting({ name }: Environment): boolean {
  return name !== 'dev' && name !== 'local';
}

/** GOV-1: CloudFormation puts the tags of a stack on every resource in it. */
function tagsOf({ name, governance }: Environment): Record<string, string> {
  return {
    application: APPLICATION,
    environment: name,
    owner: governance.owner,
    contact: governance.contact,
    classification: governance.classification,
  };
}
