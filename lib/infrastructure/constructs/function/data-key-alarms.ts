import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { ToldAlarm } from '../shared/told-alarm';

/** What `DataKeyAlarms` are made from. */
export interface DataKeyAlarmsProps {
  readonly environment: Environment;
  /** Told of each. */
  readonly topic: ITopic;
  /** How often data keys are renewed. */
  readonly every: Duration;
}

/** Of the three that a run counts, what each means (KEY-6, DET-2). */
const MEANINGS = Object.freeze({
  Unfinished: 'No run of a day got through all data keys, or none ran: keys may become older than configured.',
  Unreadable: "Fields don't open: they were altered, or their data key is missing.",
  Needed: 'Old data keys are past their grace and something is still sealed under them.',
});

/** Tells of a renewal of data keys that gets nowhere, of fields that don't open, and of old keys that can't go. */
export class DataKeyAlarms extends Construct {
  constructor(scope: Construct, id: string, { environment, topic, every }: DataKeyAlarmsProps) {
    super(scope, id);
    const runsADay = Math.floor(Duration.days(1).toSeconds() / every.toSeconds());
    for (const [metricName, meaning] of Object.entries(MEANINGS)) {
      const ofRuns = metricName === 'Unfinished';
      new ToldAlarm(this, metricName, {
        environment,
        name: `data-keys-${metricName.toLowerCase()}`,
        meaning,
        runbook: 'data-key-rotation',
        metric: new Metric({
          namespace: 'Ringwall/DataKeys',
          metricName,
          dimensionsMap: { Function: 'rotate-data-keys' },
          statistic: ofRuns ? 'Sum' : 'Maximum',
          period: Duration.days(1),
        }),
        topic,
        ...(ofRuns ? { threshold: runsADay - 1, silenceAlarms: true as const } : {}),
      });
    }
  }
}
