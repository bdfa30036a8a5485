import type { Clock } from './clock';

/** A line that CloudWatch Logs turns into metrics. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export interface Metric {
  readonly namespace: 'Ringwall/Rotation' | 'Ringwall/DataKeys' | 'Ringwall/Reconciliation' | 'Ringwall/SignIn';
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, { readonly unit: 'Count' | 'Percent' | 'Seconds'; readonly value: number }>>;
  /** What stands beside them for whoever reads the log. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** The line's object. */
export function embed({ namespace, dimensions, values, facts }: Metric, clock: Clock): Readonly<Record<string, unknown>> {
  const metrics = Object.entries(values).map(([Name, { unit }]) => ({ Name, Unit: unit }));
  const numbers = Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
  return {
    _aws: { Timestamp: clock(), CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [Object.keys(dimensions)], Metrics: metrics }] },
    ...facts,
    ...dimensions,
    ...numbers,
  };
}
