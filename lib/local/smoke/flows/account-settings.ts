import { CreateStackCommand, DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { eventually } from '../eventually';
import { assertThat, idOf, type Deployed, type Flow } from '../flow';

const FUNCTION = 'AccountSettingsFunction/Function/Resource';
const record = z.object({ resource: z.string(), Status: z.string() });

/** The one custom resource, as CloudFormation called it. */
export const accountSettingsAreMade: Flow = {
  claim: 'CloudFormation has the account settings function make every setting, and each is read back by somebody else',
  evidence: 'emulated',
  drive: async (deployed) => {
    const wanted = deployed.graph.ofType('Custom::AccountSetting').map(({ logicalId }) => logicalId);
    const done = await succeeded(deployed);
    const missing = wanted.filter((logicalId) => !done.has(logicalId));
    assertThat(missing.length === 0 && wanted.length > 0, `no success was logged for ${missing.join(', ')}`);
    return `${String(wanted.length)} settings, each by an invocation of the bundle on Node.js ${process.version}`;
  },
};

/** What weakens is refused by the function, which fails the stack. */
export const weakerSettingIsRefused: Flow = {
  claim: 'A custom resource that asks the function for a weaker setting fails its stack',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { cloudFormation } = deployed.cloud.clients;
    const { account, region } = deployed.place;
    const ServiceToken = `arn:aws:lambda:${region}:${account}:function:${idOf(deployed, 'AWS::Lambda::Function', FUNCTION)}`;
    const Properties = {
      ServiceToken,
      ServiceTimeout: '60',
      Setting: 'instance-metadata-defaults',
      Value: { HttpTokens: 'optional', HttpPutResponseHopLimit: 64 },
    };
    const StackName = 'smoke-weaker-setting';
    const TemplateBody = JSON.stringify({ Resources: { Weaker: { Type: 'Custom::AccountSetting', Properties } } });
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody }));
    const status = await eventually('the end of the stack', async () => {
      const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
      return Stacks?.[0]?.StackStatus?.endsWith('IN_PROGRESS') === false ? Stacks[0].StackStatus : undefined;
    });
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
    const reason = StackEvents.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED')?.ResourceStatusReason ?? '';
    assertThat(status === 'ROLLBACK_COMPLETE' && reason.includes('InvalidRequestError'), `the stack is ${status}: ${reason}`);
    return `${status}, because of InvalidRequestError`;
  },
};

/** An event that can't be handled isn't lost. */
export const failuresWaitInDeadLetters: Flow = {
  claim: 'An event that the function can not handle is tried again and then waits in the dead letter queue',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { lambda, sqs } = deployed.cloud.clients;
    const marker = `smoke-${String(Date.now())}`;
    await lambda.send(
      new InvokeCommand({ FunctionName: idOf(deployed, 'AWS::Lambda::Function', FUNCTION), InvocationType: 'Event', Payload: JSON.stringify({ marker }) }),
    );
    const QueueUrl = idOf(deployed, 'AWS::SQS::Queue', 'foundation/DeadLetters/Queue/Resource');
    await eventually('the dead letter', async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }));
      return Messages.find(({ Body }) => Body?.includes(marker) === true);
    });
    return 'the event arrived unchanged';
  },
};

async function succeeded(deployed: Deployed): Promise<Set<string>> {
  const logGroupName = idOf(deployed, 'AWS::Logs::LogGroup', 'AccountSettingsFunction/Logs/Resource');
  const { events = [] } = await deployed.cloud.clients.logs.send(new FilterLogEventsCommand({ logGroupName }));
  const lines = events.flatMap(({ message = '' }) => message.split('\n')).map((line) => line.slice(line.indexOf('{')));
  const records = lines.map((line) => record.safeParse(parseJson(line))).flatMap(({ data }) => (data === undefined ? [] : [data]));
  return new Set(records.filter(({ Status }) => Status === 'SUCCESS').map(({ resource }) => resource));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
