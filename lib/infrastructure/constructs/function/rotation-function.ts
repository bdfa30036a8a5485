import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { FunctionContract } from '../../../../lambdas/shared/contract';
import { ToldAlarm } from '../shared/told-alarm';
import { BaselineFunction, type BaselineFunctionProps } from './baseline-function';

/** What a `RotationFunction` is made from. */
export interface RotationFunctionProps<Contract extends FunctionContract> extends BaselineFunctionProps<Contract> {
  /** The kind of secrets, as its metric names it. */
  readonly kind: string;
}

/** A function that rotates secrets of one kind (SEC-3), and an alarm when a step of a rotation fails. */
export class RotationFunction<Contract extends FunctionContract> extends BaselineFunction<Contract> {
  constructor(scope: Construct, id: string, props: RotationFunctionProps<Contract>) {
    super(scope, id, props);
    const { environment, contract, kind, alarmTopic } = props;
    // Rotations are days apart, so silence tells nothing: one that never runs shows in the age of its secret.
    new ToldAlarm(this, 'Failures', {
      environment,
      name: `${contract.name}-failures`,
      meaning: `A step of ${contract.name} failed; the current secret goes on working.`,
      runbook: 'rotation-failures',
      metric: new Metric({
        namespace: 'Ringwall/Rotation',
        metricName: 'Failures',
        dimensionsMap: { Kind: kind },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      topic: alarmTopic,
    });
  }
}
