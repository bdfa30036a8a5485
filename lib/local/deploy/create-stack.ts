import {
  CreateStackCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type CloudFormationClient,
  type StackEvent,
  type CreateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { setTimeout } from 'node:timers/promises';
import { StackFailedError } from '../errors';

const PAUSE_MILLISECONDS = 100;

/**
 * Creates a stack and waits until it stands.
 * @throws {StackFailedError} with the reason of each resource that failed
 */
export async function createStack(cloudFormation: CloudFormationClient, input: CreateStackCommandInput & { StackName: string }): Promise<void> {
  await cloudFormation.send(new CreateStackCommand({ Capabilities: ['CAPABILITY_NAMED_IAM'], ...input }));
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: input.StackName }));
    const status = Stacks?.[0]?.StackStatus ?? 'gone';
    if (status === 'CREATE_COMPLETE') return;
    if (!status.endsWith('IN_PROGRESS')) throw new StackFailedError(input.StackName, status, await reasons(cloudFormation, input.StackName));
    await setTimeout(PAUSE_MILLISECONDS);
  }
}

async function reasons(cloudFormation: CloudFormationClient, stack: string): Promise<string[]> {
  const events: StackEvent[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client: cloudFormation }, { StackName: stack })) events.push(...StackEvents);
  return events
    .filter(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED') === true)
    .map(({ LogicalResourceId = '', ResourceType = '', ResourceStatusReason = '' }) => `${LogicalResourceId} (${ResourceType}): ${ResourceStatusReason}`)
    .reverse();
}
