import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { createStack } from '../../../lib/local/deploy/create-stack';
import type { Clients } from '../../../lib/local/emulator/clients';
import { PLACE } from './local-clouds';

/** Resources of a template, by logical ID. */
type Resources = Readonly<Record<string, object>>;

let count = 0;

/** Creates a stack of these resources, under a name of its own. */
export async function create({ cloudFormation }: Pick<Clients, 'cloudFormation'>, Resources: Resources): Promise<string> {
  count += 1;
  const StackName = `contract-${String(count)}`;
  await createStack(cloudFormation, { StackName, TemplateBody: JSON.stringify({ Resources }) });
  return StackName;
}

/** Creates a stack and tells what these attributes of its resources are, each as `LogicalId.Attribute`, or the ID alone for `Ref`. */
export async function createTelling<Name extends string>(
  { cloudFormation }: Pick<Clients, 'cloudFormation'>,
  Resources: Resources,
  told: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, string>>> {
  count += 1;
  const StackName = `contract-${String(count)}`;
  const valueOf = (place: string) =>
    place.includes('.') ? { 'Fn::GetAtt': [place.slice(0, place.indexOf('.')), place.slice(place.indexOf('.') + 1)] } : { Ref: place };
  const Outputs = Object.fromEntries(Object.entries<string>(told).map(([name, place]) => [name, { Value: valueOf(place) }]));
  await createStack(cloudFormation, { StackName, TemplateBody: JSON.stringify({ Resources, Outputs }) });
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
  return Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])) as Record<Name, string>;
}

/** A table with a key of one text, `id`. */
export function tableOf(TableName: string, more: object): object {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      ...more,
    },
  };
}

/** A policy that allows this. */
export function allow(Action: string | readonly string[], Resource = '*', Condition?: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) }] };
}

/** A role of functions. */
export function roleOf(RoleName: string, more: object): object {
  const Statement = [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }];
  return { Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement }, ...more } };
}

/** A role of functions with one policy. */
export function roleWith(RoleName: string, PolicyDocument: object): object {
  return roleOf(RoleName, { Policies: [{ PolicyName: 'Only', PolicyDocument }] });
}

/** The ARN of a role without a path. */
export function arnOfRole(name: string): string {
  return `arn:aws:iam::${PLACE.account}:role/${name}`;
}
