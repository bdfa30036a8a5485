import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetPolicyCommand, GetPolicyStoreCommand, GetSchemaCommand, ListPoliciesCommand } from '@aws-sdk/client-verifiedpermissions';
import { callAws } from './call-aws';
import { NoPolicyStoreError, ServiceFailedError, SeveralPolicyStoresError } from './errors';
import type { PolicyClients } from './policy-clients';
import type { DeployedPolicy, DeployedStore } from './policy-drift';
import { requireAccount, type Place } from './require-account';

const STORE = 'AWS::VerifiedPermissions::PolicyStore';
const AT_ONCE = 50;

/**
 * Reads the policy store that an environment's deployment made, and changes nothing. Which one that is CloudFormation says, and no name
 * or description that somebody could give another one.
 * @throws {NoPolicyStoreError} when it made none; {SeveralPolicyStoresError} when it made more than one, of which any could be the one that is asked; {WrongAccountError}; `OperationError` when AWS refuses or fails
 */
export async function readPolicyStore(place: Place, clients: PolicyClients): Promise<DeployedStore> {
  await requireAccount(place, clients);
  const policyStoreId = await findStore(place, clients);
  const { verifiedPermissions: service } = clients;
  const { validationSettings } = await callAws('verifiedpermissions:GetPolicyStore', service.send(new GetPolicyStoreCommand({ policyStoreId })));
  const { schema } = await callAws('verifiedpermissions:GetSchema', service.send(new GetSchemaCommand({ policyStoreId })));
  const policies: DeployedPolicy[] = [];
  for await (const policyId of policyIds(policyStoreId, clients)) policies.push(await readPolicy(policyStoreId, policyId, clients));
  return { id: policyStoreId, validation: validationSettings?.mode ?? 'none', schema: schema ?? '', policies };
}

async function findStore({ name }: Place, clients: PolicyClients): Promise<string> {
  const StackName = `ringwall-${name}-identity`;
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await listResources(name, StackName, NextToken, clients);
    for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? [])
      if (ResourceType === STORE && PhysicalResourceId !== undefined) found.push(PhysicalResourceId);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const [id, ...others] = found;
  if (id === undefined) throw new NoPolicyStoreError(name, `the stack ${StackName} holds none. Deploy it.`);
  if (others.length > 0) throw new SeveralPolicyStoresError(name, found);
  return id;
}

/** CloudFormation calls a stack that there is not an invalid parameter. */
async function listResources(name: string, StackName: string, NextToken: string | undefined, { cloudFormation }: PolicyClients) {
  try {
    return await callAws('cloudformation:ListStackResources', cloudFormation.send(new ListStackResourcesCommand({ StackName, NextToken })));
  } catch (error) {
    if (error instanceof ServiceFailedError && error.reason === 'ValidationError')
      throw new NoPolicyStoreError(name, `there is no stack ${StackName}. Deploy it, or look into the right region.`);
    throw error;
  }
}

async function* policyIds(policyStoreId: string, { verifiedPermissions }: PolicyClients): AsyncGenerator<string> {
  let nextToken: string | undefined;
  do {
    const command = new ListPoliciesCommand({ policyStoreId, maxResults: AT_ONCE, nextToken });
    const page = await callAws('verifiedpermissions:ListPolicies', verifiedPermissions.send(command));
    for (const { policyId } of page.policies ?? []) if (policyId !== undefined) yield policyId;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

/** One that is linked to a template has no text of its own, and is none of ours whatever it says. */
async function readPolicy(policyStoreId: string, policyId: string, { verifiedPermissions }: PolicyClients): Promise<DeployedPolicy> {
  const command = new GetPolicyCommand({ policyStoreId, policyId });
  const { definition } = await callAws('verifiedpermissions:GetPolicy', verifiedPermissions.send(command));
  return { id: policyId, statement: definition?.static?.statement };
}
