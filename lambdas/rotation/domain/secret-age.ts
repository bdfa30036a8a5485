import type { Metric } from '../../shared/metric';

/** What is known of a secret's rotation. Times are milliseconds since 1970. */
export interface RotatedSecret {
  readonly name: string;
  readonly created: number;
  /** `undefined` while it never was. */
  readonly rotated: number | undefined;
  /** When the next one is due; `undefined` without a schedule. */
  readonly due: number | undefined;
}

/** How old a secret's value is, and how late its rotation. */
export interface SecretAge extends Metric {
  readonly values: Readonly<Record<'SecretAge' | 'Overdue', { readonly unit: 'Seconds'; readonly value: number }>>;
}

/**
 * The age of a secret's value, and how far its rotation is overdue. A secret without a schedule counts as overdue since it was
 * made: every secret rotates (SEC-1).
 */
export function ageOf({ name, created, rotated, due }: RotatedSecret, now: number): SecretAge {
  const age = Math.max(0, now - (rotated ?? created));
  const overdue = Math.max(0, now - (due ?? created));
  return {
    namespace: 'Ringwall/Rotation',
    dimensions: { Secret: name },
    values: { SecretAge: { unit: 'Seconds', value: Math.floor(age / 1000) }, Overdue: { unit: 'Seconds', value: Math.floor(overdue / 1000) } },
  };
}
