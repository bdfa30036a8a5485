import type { Clients } from '../emulator/clients';
import type { DeployableStack } from './assembly';
import { createStack } from './create-stack';

/** What `cdk bootstrap` leaves in an account and templates look for: the version, and the bucket for assets. */
const VERSION_PARAMETER = '/cdk-bootstrap/hnb659fds/version';
const VERSION = '30';

/** Makes what the bootstrap stack of the CDK makes, so that the templates can be deployed byte for byte as they are. */
export async function bootstrap({ cloudFormation }: Pick<Clients, 'cloudFormation'>, stacks: readonly DeployableStack[]): Promise<void> {
  const buckets = [...new Set(stacks.flatMap(({ assets }) => assets.map(({ bucket }) => bucket)))];
  const template = {
    Resources: {
      Version: { Type: 'AWS::SSM::Parameter', Properties: { Name: VERSION_PARAMETER, Type: 'String', Value: VERSION } },
      ...Object.fromEntries(buckets.map((name, index) => [`Assets${String(index)}`, bucket(name)])),
    },
  };
  await createStack(cloudFormation, { StackName: 'CDKToolkit', TemplateBody: JSON.stringify(template) });
}

function bucket(name: string): object {
  return { Type: 'AWS::S3::Bucket', Properties: { BucketName: name, VersioningConfiguration: { Status: 'Enabled' } } };
}
