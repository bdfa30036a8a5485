import { createStack } from '../../../lib/local/deploy/create-stack';
import type { Clients } from '../../../lib/local/emulator/clients';

let count = 0;

/** Creates a stack of these resources, under a name of its own. */
export async function create({ cloudFormation }: Pick<Clients, 'cloudFormation'>, Resources: Readonly<Record<string, object>>): Promise<string> {
  count += 1;
  const StackName = `contract-${String(count)}`;
  await createStack(cloudFormation, { StackName, TemplateBody: JSON.stringify({ Resources }) });
  return StackName;
}
