import type { Value } from './graph';
import type { LoadedStack } from './load';
import { unresolved } from './unresolved';

/** Partition and DNS suffix by the region's prefix; the rest of the world is `aws`. */
const PARTITIONS = Object.freeze([
  { prefix: 'cn-', partition: 'aws-cn', suffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', partition: 'aws-us-gov', suffix: 'amazonaws.com' },
  { prefix: '', partition: 'aws', suffix: 'amazonaws.com' },
]);

type Pseudo = (stack: LoadedStack) => Value | undefined;

const PSEUDO_PARAMETERS: ReadonlyMap<string, Pseudo> = new Map<string, Pseudo>([
  ['AWS::AccountId', (stack) => stack.account],
  ['AWS::Region', (stack) => stack.region],
  ['AWS::Partition', (stack) => partitionOf(stack)?.partition],
  ['AWS::URLSuffix', (stack) => partitionOf(stack)?.suffix],
  ['AWS::StackName', (stack) => stack.stackName],
  ['AWS::StackId', () => unresolved({ Ref: 'AWS::StackId' }, 'is known after deployment only')],
  ['AWS::NotificationARNs', () => unresolved({ Ref: 'AWS::NotificationARNs' }, 'is known at deployment only')],
  ['AWS::NoValue', () => undefined],
]);

/** Whether CloudFormation itself gives the parameter of this name. */
export function isPseudoParameter(name: string): boolean {
  return PSEUDO_PARAMETERS.has(name);
}

/** The value of a pseudo parameter in a stack; `undefined` for `AWS::NoValue`. */
export function pseudoParameter(name: string, stack: LoadedStack): Value | undefined {
  return PSEUDO_PARAMETERS.get(name)?.(stack);
}

function partitionOf(stack: LoadedStack): { readonly partition: string; readonly suffix: string } | undefined {
  return PARTITIONS.find(({ prefix }) => stack.region.startsWith(prefix));
}
