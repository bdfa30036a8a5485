import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import type { Json } from '../json';
import { parseDocument, textOf, toJson, type Reader } from '../reader';

/** `AWS::Events::Rule` */
export const rule: Reader = {
  read: async ({ id: Name }, { eventBridge }) => {
    const found = await eventBridge.send(new DescribeRuleCommand({ Name }));
    const { Targets } = await eventBridge.send(new ListTargetsByRuleCommand({ Rule: Name }));
    return { Name: found.Name, Description: found.Description, ScheduleExpression: found.ScheduleExpression, State: found.State, Targets: toJson(Targets) };
  },
};

interface PolicyStatement {
  readonly Action?: Json;
  readonly Principal?: { readonly Service?: string };
  readonly Condition?: { readonly ArnLike?: Readonly<Record<string, string>>; readonly StringEquals?: Readonly<Record<string, string>> };
}

/** `AWS::Lambda::Permission`, in the function's policy. */
export const permission: Reader = {
  read: async ({ asked }, { lambda }) => {
    const FunctionName = textOf(asked, 'FunctionName');
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName }));
    const { Statement = [] } = (parseDocument(Policy) ?? {}) as { readonly Statement?: readonly PolicyStatement[] };
    const found = Statement.find(
      ({ Principal, Condition }) => Principal?.Service === asked.Principal && Condition?.ArnLike?.['AWS:SourceArn'] === asked.SourceArn,
    );
    if (found === undefined) return {};
    return {
      FunctionName,
      Action: found.Action,
      Principal: found.Principal?.Service,
      SourceArn: found.Condition?.ArnLike?.['AWS:SourceArn'],
      SourceAccount: found.Condition?.StringEquals?.['AWS:SourceAccount'],
    };
  },
};
