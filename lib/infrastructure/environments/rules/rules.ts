import { governanceRules } from './governance';
import { networkRules } from './network';
import { nothingTwice } from './nothing-twice';
import { protectionRules } from './protection';
import { retentionRules } from './retention';
import { rateRules } from './rates';
import type { Rule } from './rule';
import { zoneRules } from './zones';

/** Everything that must hold over several fields of one environment. */
export const rules: readonly Rule[] = [...zoneRules, ...networkRules, ...retentionRules, ...protectionRules, ...governanceRules, ...rateRules, nothingTwice];
