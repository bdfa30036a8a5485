import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { contract } from '../../../../lambdas/rotation/secret-ages/contract';
import { nameOf } from '../../names';
import { ToldAlarm } from '../shared/told-alarm';
import type { FunctionPlace, FunctionSurroundings } from './baseline-function';
import { ScheduledFunction } from './scheduled-function';

/** What `SecretAges` are made from. */
export interface SecretAgesProps extends FunctionSurroundings {
  readonly place: FunctionPlace;
}

/** Secrets Manager rotates within a day of the date that it gives; a second day is for a retry. */
const MOST_OVERDUE = Duration.days(2);

/** Measures once a day how old the environment's secrets are, and tells of the first that its rotation has left behind (SEC-3, DET-2). */
export class SecretAges extends ScheduledFunction<typeof contract> {
  constructor(scope: Construct, id: string, props: SecretAgesProps) {
    const { environment, alarmTopic } = props;
    const prefix = nameOf(environment, '');
    super(scope, id, { ...props, contract, every: Duration.days(1), variables: { SECRET_PREFIX: prefix }, resources: { account: ['*'] } });
    new ToldAlarm(this, 'Overdue', {
      environment,
      name: 'secret-rotation-overdue',
      meaning: 'The rotation of a secret is overdue by more than two days, or nobody has measured for a day.',
      runbook: 'secret-rotation-overdue',
      metric: new Metric({
        namespace: 'Ringwall/Rotation',
        metricName: 'MostOverdue',
        dimensionsMap: { Prefix: prefix },
        statistic: 'Maximum',
        period: Duration.days(1),
      }),
      topic: alarmTopic,
      threshold: MOST_OVERDUE.toSeconds(),
      silenceAlarms: true,
    });
  }
}
