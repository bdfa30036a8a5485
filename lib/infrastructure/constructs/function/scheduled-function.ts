import type { Duration } from 'aws-cdk-lib';
import { CfnRule, Schedule } from 'aws-cdk-lib/aws-events';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionContract } from '../../../../lambdas/shared/contract';
import { nameOf } from '../../names';
import { BaselineFunction, type BaselineFunctionProps } from './baseline-function';

/** What a `ScheduledFunction` is made from. */
export interface ScheduledFunctionProps<Contract extends FunctionContract<string>> extends BaselineFunctionProps<Contract> {
  /** How often it runs. */
  readonly every: Duration;
}

/** A function that EventBridge invokes again and again. What can't be delivered is a dead letter of the stack. */
export class ScheduledFunction<Contract extends FunctionContract<string>> extends BaselineFunction<Contract> {
  constructor(scope: Construct, id: string, props: ScheduledFunctionProps<Contract>) {
    super(scope, id, props);
    const { environment, contract, every, deadLetters } = props;
    const { functionArn } = this.function;
    // The CDK's own target would name the permission after the environment, and so set the templates of two apart.
    const rule = new CfnRule(this, 'Schedule', {
      name: nameOf(environment, contract.name),
      description: `When ${contract.name} runs.`,
      scheduleExpression: Schedule.rate(every).expressionString,
      targets: [{ id: 'function', arn: functionArn, deadLetterConfig: { arn: deadLetters.queueArn } }],
    });
    new CfnPermission(this, 'Invoke', {
      functionName: functionArn,
      principal: 'events.amazonaws.com',
      action: 'lambda:InvokeFunction',
      sourceAccount: environment.account,
      sourceArn: rule.attrArn,
    });
  }
}
