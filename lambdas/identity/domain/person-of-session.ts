import type { Person } from '../../shared/http/request';
import type { Account } from './account';
import type { Session } from './session';

/** Who an access token of the session speaks for: the roles are the account's of this moment. */
export function personOfSession(session: Session, account: Account): Person {
  return {
    kind: 'person',
    account: account.id,
    tenant: account.tenant,
    roles: [...account.roles, ...(account.customRoles ?? [])],
    session: session.id,
    authenticatedAt: session.authenticatedAt,
    methods: session.methods,
  };
}
