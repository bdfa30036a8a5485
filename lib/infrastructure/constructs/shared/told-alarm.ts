import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What a `ToldAlarm` is made from. */
export interface ToldAlarmProps {
  readonly environment: Environment;
  /** Names the alarm: `ringwall-<environment>-<name>`. */
  readonly name: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** What to do then: a file of `docs/runbooks`, without its ending. */
  readonly runbook: string;
  readonly metric: IMetric;
  /** Told, once the metric is above the threshold. */
  readonly topic: ITopic;
  /** @default 0 */
  readonly threshold?: number;
  /** @default - silence is good news */
  readonly silenceAlarms?: true;
}

/** An alarm that somebody is told of, and that says where to read what to do (DET-2). */
export class ToldAlarm extends Alarm {
  constructor(scope: Construct, id: string, { environment, name, meaning, runbook, metric, topic, threshold = 0, silenceAlarms }: ToldAlarmProps) {
    super(scope, id, {
      alarmName: nameOf(environment, name),
      alarmDescription: `${meaning} What to do: docs/runbooks/${runbook}.md`,
      metric,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold,
      evaluationPeriods: 1,
      treatMissingData: silenceAlarms === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(topic));
  }
}
