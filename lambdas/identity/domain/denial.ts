import type { Denied } from '../../shared/audit/denied';
import { Refusal } from '../../shared/http/refusal';

/** Why somebody is denied: a policy's decision, or the word of a rule of ours, such as one of rank. */
export type Because = Omit<Denied, 'policySet'> & Partial<Pick<Denied, 'policySet'>>;

/** A refusal that decides who may do what. It is in the audit trail before its caller hears of it (AUD-2), where `because` is told and nowhere else. */
export abstract class Denial extends Refusal {
  readonly status = 403;

  constructor(
    detail: string,
    readonly because: Because,
  ) {
    super(detail);
  }
}
