import type { Clients } from '../emulator/clients';
import { stacksToDeploy, type Asset, type DeployableStack } from './assembly';
import { bootstrap } from './bootstrap';
import { createStack } from './create-stack';
import { publishAssets } from './publish-assets';

/**
 * Deploys an environment as `cdk deploy` does: the synthesized templates and bundles, unchanged, in their order.
 * @param folder the cloud assembly's folder
 * @throws {AssemblyError} when it doesn't hold the environment
 * @throws {StackFailedError} when a stack isn't created
 */
export async function deploy(
  clients: Pick<Clients, 'cloudFormation' | 'iam' | 's3'>,
  folder: string,
  environment: string,
): Promise<readonly DeployableStack[]> {
  const stacks = stacksToDeploy(folder, environment);
  await bootstrap(clients, stacks);
  for (const stack of stacks) {
    await publishAssets(clients.s3, stack.assets);
    await createStack(clients.cloudFormation, {
      StackName: stack.stackName,
      TemplateURL: templateAddress(stack),
      Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    });
  }
  return stacks;
}

/** Templates beyond 51,200 bytes are taken from a bucket only, and each is an asset of its own stack. */
function templateAddress({ stackName, template, assets }: DeployableStack): string {
  const own = assets.find((asset) => isTemplate(asset));
  if (own === undefined) throw new Error(`${stackName} (${String(template.length)} bytes) has no template among its assets`);
  // Path style, the only one of AWS's two that the emulator reads.
  return `https://s3.amazonaws.com/${own.bucket}/${own.key}`;
}

function isTemplate({ packaging, source }: Asset): boolean {
  return packaging === 'file' && source.endsWith('.template.json');
}
