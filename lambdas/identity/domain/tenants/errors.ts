import { Refusal } from '../../../shared/http/refusal';
import { Denial } from '../denial';
import { MOST_INVITATIONS, MOST_OWNERS, MOST_ROLES } from './tenant';

/** An invitation is wrong, expired, used, revoked, or somebody else's: all alike. */
export class InvitationRefusedError extends Refusal {
  readonly code = 'invitation-refused';
  readonly status = 400;
  override readonly name = 'InvitationRefusedError';

  constructor() {
    super("The invitation isn't right for your address, or doesn't hold any more. Ask for a new one.");
  }
}

/** A tenant keeps an owner. */
export class LastOwnerError extends Refusal {
  readonly code = 'last-owner';
  readonly status = 409;
  override readonly name = 'LastOwnerError';

  constructor() {
    super('This is the last owner. Make somebody else an owner first.');
  }
}

/** A tenant has as many owners as it may. */
export class TooManyOwnersError extends Refusal {
  readonly code = 'too-many-owners';
  readonly status = 409;
  override readonly name = 'TooManyOwnersError';

  constructor() {
    super(`There are ${String(MOST_OWNERS)} owners, the most there may be.`);
  }
}

/** A tenant has as many open invitations as it may. */
export class TooManyInvitationsError extends Refusal {
  readonly code = 'too-many-invitations';
  readonly status = 409;
  override readonly name = 'TooManyInvitationsError';

  constructor() {
    super(`There are ${String(MOST_INVITATIONS)} open invitations, the most there may be. Revoke one that isn't needed.`);
  }
}

/** A tenant has as many custom roles as it may. */
export class TooManyRolesError extends Refusal {
  readonly code = 'too-many-roles';
  readonly status = 409;
  override readonly name = 'TooManyRolesError';

  constructor() {
    super(`There are ${String(MOST_ROLES)} custom roles, the most there may be. Delete one that isn't needed.`);
  }
}

/** Nobody gives what they haven't, nor changes who stands above them. */
export class AboveOwnRoleError extends Denial {
  readonly code = 'above-own-role';
  override readonly name = 'AboveOwnRoleError';

  /** @param reason which of the rules it was: the role is higher, it grants more, or the member stands higher */
  constructor(reason: 'above-own-role' | 'grants-more' | 'stands-higher') {
    super('This is more than your own roles allow. Ask somebody who has it.', { reason });
  }
}

/** The tenant has no such member, invitation or role; whether another has is nobody's business. */
export class NotInTenantError extends Refusal {
  readonly code = 'not-in-tenant';
  readonly status = 404;
  override readonly name = 'NotInTenantError';

  constructor() {
    super('There is nothing of this name in your organisation. The list beside this path shows what there is.');
  }
}

/** Who brings others along can't move. */
export class TenantNotEmptyError extends Refusal {
  readonly code = 'tenant-not-empty';
  readonly status = 409;
  override readonly name = 'TenantNotEmptyError';

  constructor() {
    super('Your own organisation has other members, so you can not leave it. Register with another address, or remove them first.');
  }
}

/** What a change was made for isn't there any more (RFC 9110 §15.5.13). */
export class PreconditionFailedError extends Refusal {
  readonly code = 'precondition-failed';
  readonly status = 412;
  override readonly name = 'PreconditionFailedError';

  constructor() {
    super('Somebody changed this since you read it. Read it again.');
  }
}
