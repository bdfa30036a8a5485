import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { FunctionContract } from '../../../../lambdas/shared/contract';
import { ToldAlarm } from '../shared/told-alarm';
import type { BaselineFunctionProps } from './baseline-function';
import { ScheduledFunction } from './scheduled-function';

const EVERY = Duration.minutes(30);
/** A difference that each run of so long has found lasts. */
const LASTS = Duration.hours(2);

/** What is compared, and what a difference means. */
const MEANINGS = Object.freeze({
  accounts: 'Accounts in DynamoDB and users in Cognito differ',
  'document-events': 'Audit events of documents wait in PostgreSQL and come no further',
  documents: 'Documents in PostgreSQL and the audit events that tell of them differ',
});

/** Compares stores twice an hour, and tells of a difference that lasts (AVL-4, DET-2). */
export class Reconciliation extends ScheduledFunction<FunctionContract<string>> {
  constructor(scope: Construct, id: string, props: BaselineFunctionProps<FunctionContract<string>>) {
    super(scope, id, { ...props, every: EVERY });
    for (const [pair, meaning] of Object.entries(MEANINGS)) {
      new ToldAlarm(this, `Differ-${pair}`, {
        environment: props.environment,
        name: `reconciliation-${pair}`,
        meaning: `${meaning}, by each run of two hours, or none ran.`,
        runbook: 'reconciliation',
        metric: new Metric({
          namespace: 'Ringwall/Reconciliation',
          metricName: 'Difference',
          dimensionsMap: { Pair: pair },
          statistic: 'Minimum',
          period: LASTS,
        }),
        topic: props.alarmTopic,
        silenceAlarms: true,
      });
    }
  }
}
