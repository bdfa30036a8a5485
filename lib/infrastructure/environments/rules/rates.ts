import { when, type Rule } from './rule';

/**
 * A caller's calls are counted at one item of DynamoDB, which takes 1,000 writes a second; the sessions of a person share one, and may
 * make three times the limit.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
const CALLS_A_SECOND = 300;

/** EDGE-12: how much one caller may call. */
export const rateRules: readonly Rule[] = [
  {
    claim: 'No tier allows a caller more than 300 calls a second on average, which is what a single count takes.',
    faults: ({ edge }) =>
      (['admin', 'anonymous', 'apiKey', 'authenticated'] as const).flatMap((tier) => {
        const { limit, windowSeconds } = edge?.rateTiers?.[tier] ?? {};
        return when(limit !== undefined && windowSeconds !== undefined && limit > CALLS_A_SECOND * windowSeconds, {
          field: `edge.rateTiers.${tier}.limit`,
          given: limit,
          allowed: `at most ${String(CALLS_A_SECOND)} for each second of the window, ${String(CALLS_A_SECOND * (windowSeconds ?? 0))}`,
          fix: 'lower it, or make the window longer',
        });
      }),
  },
];
