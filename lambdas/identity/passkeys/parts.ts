import type { CompletingParts } from '../domain/complete-sign-in';
import type { Notices } from '../domain/mail';
import type { Counters } from '../../shared/limits/counters';
import type { RelyingParty } from './relying-party';

/** What the ceremonies are made from. */
export interface PasskeyParts extends CompletingParts {
  readonly relyingParty: RelyingParty;
  readonly counters: Counters;
  readonly notices: Notices;
}
