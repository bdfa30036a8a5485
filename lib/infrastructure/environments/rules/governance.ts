import { TEAM_FILE } from '../field';
import { when, type Rule } from './rule';

/** AUD-3, GOV-1: what a team states about accounts and reviews fits together. */
export const governanceRules: readonly Rule[] = [
  {
    claim: "The log archive's account is another than the environment's.",
    faults: ({ account, logArchiveAccount }) =>
      when(account !== undefined && account === logArchiveAccount, {
        field: 'logArchiveAccount',
        given: account,
        allowed: "another account than the environment's, or null",
        fix: `set the archive's account, or null, in ${TEAM_FILE}`,
      }),
  },
  {
    claim: 'The next review is later than the last.',
    faults: ({ governance }) => {
      const { lastReview, nextReview } = governance ?? {};
      return when(lastReview !== undefined && nextReview !== undefined && nextReview <= lastReview, {
        field: 'governance.nextReview',
        given: nextReview,
        allowed: `a day after ${String(lastReview)}`,
        fix: `set the day by which it is due in ${TEAM_FILE}`,
      });
    },
  },
];
