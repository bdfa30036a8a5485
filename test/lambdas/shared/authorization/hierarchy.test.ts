import { visibleFields } from '../../../../lambdas/application/domain/visible-fields';
import type { Role } from '../../../../lambdas/identity/domain/account';
import { newAccount } from '../../../../lambdas/identity/domain/new-account';
import { accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { rankOf } from '../../../../lambdas/identity/domain/tenants/ranks';
import { GRANTABLE_ROLES } from '../../../../lambdas/identity/domain/tenants/tenant';
import roles from '../../../../lambdas/shared/authorization/policies/roles.json';
import type { PersonRole } from '../../../../lambdas/shared/guest/guest';
import type { Person } from '../../../../lambdas/shared/http/request';
import { subjectOfCaller } from '../../../../lambdas/shared/limits/caller';
import { errorOf } from '../../../support/error-of';

/** Neither type compiles here with a role more or less than the other. */
const OF_PERSONS: Readonly<Record<Role, true>> & Readonly<Record<PersonRole, true>> = {
  SUPER_ADMIN: true,
  OWNER: true,
  ADMIN: true,
  MEMBER: true,
  VIEWER: true,
};
const inherits: Readonly<Record<string, readonly string[]>> = roles;
const persons = Object.keys(roles).filter((role): role is Role => role !== 'API');
const isAtLeast = (role: string, other: string): boolean => role === other || (inherits[role] ?? []).some((below) => isAtLeast(below, other));
const someone = (role: string): Person => ({ kind: 'person', account: 'a', session: 's', tenant: 't', roles: [role] }) as never;

describe('the hierarchy of roles.json', () => {
  it('has the roles that accounts and guests have, and API', () => {
    expect(persons.toSorted()).toEqual(Object.keys(OF_PERSONS).toSorted());
    expect(Object.keys(roles)).toContain('API');
    expect([...GRANTABLE_ROLES, 'SUPER_ADMIN'].toSorted()).toEqual(persons.toSorted());
  });

  it('is what the record of an account may hold', () => {
    const account = (held: readonly string[]) => ({ ...newAccount({ emailHash: { version: 1, hash: 'aGFzaA' }, hasPassword: true }, 1), roles: held });
    expect(accountRecord.parse(account(persons)).roles).toEqual(persons);
    expect(errorOf(() => accountRecord.parse(account(['API'])))).toBeInstanceOf(Error);
  });

  it('is that of ranks', () => {
    for (const role of persons)
      for (const other of persons) expect([role, other, rankOf([role]) >= rankOf([other])]).toEqual([role, other, isAtLeast(role, other)]);
  });

  it('has an administrator in whom limits count as one, and who sees contacts', () => {
    for (const role of persons) {
      const isAdmin = isAtLeast(role, 'ADMIN');
      expect([role, subjectOfCaller({ address: '192.0.2.1', principal: someone(role) }).tier === 'admin']).toEqual([role, isAdmin]);
      const shown = visibleFields({ contact_email: 'ada@mail.example' }, someone(role), false).contact_email;
      expect([role, shown === 'ada@mail.example']).toEqual([role, isAdmin]);
    }
  });
});
