import type { Principal } from '../../shared/http/request';
import type { RecordStore } from '../../shared/store/record-store';
import type { VerifiedKey } from '../domain/api-keys/verify-api-key';
import { readPerson, type PersonAsIs } from '../domain/read-person';

/** Who calls, by their credential, and what of the tables belongs to them: read once for a request, by the step that needs it first. */
export interface Caller {
  readonly principal: Principal;
  /** Whether it is a key that is bound to networks. */
  readonly isBound: boolean;
  /**
   * Account and session as they are at this moment; of a key neither is there.
   * @throws {DependencyFailedError} when that can't be told
   */
  readonly asIs: () => Promise<PersonAsIs>;
}

/** Who calls by a token, or by a key that is valid. */
export function callerBy(store: Pick<RecordStore, 'getBoth'>, found: Pick<VerifiedKey, 'isBound'> & { readonly caller: Principal }): Caller {
  const { caller: principal, isBound } = found;
  let read: Promise<PersonAsIs> | undefined;
  const asIs = (): Promise<PersonAsIs> =>
    (read ??= principal.kind === 'person' ? readPerson(store, principal) : Promise.resolve({ account: undefined, session: undefined }));
  return { principal, isBound, asIs };
}
