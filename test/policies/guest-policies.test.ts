import { validate } from '@cedar-policy/cedar-wasm/nodejs';
import { cedarPolicySet, policiesOf, publishedPolicies } from '../../lib/policies/cedar-files';
import { compilePolicySet } from '../../lib/policies/compile-policy-set';
import { GUEST_POLICY_FILES, guestPolicyFiles, schemaOf } from '../../lib/policies/guest-policies';
import { hashPolicyFiles, readPolicyFiles } from '../../lib/policies/policy-files';
import { errorOf } from '../support/error-of';

const NOTES = {
  name: 'notes',
  permissions: { 'notes:write': { all: 'MEMBER' }, 'notes:read': { own: 'VIEWER', all: 'ADMIN' }, 'notes:burn': { own: 'OWNER', sensitive: true } },
};
/** Without those of a team's clone. */
const FILES = new Map([...readPolicyFiles()].filter(([name]) => !GUEST_POLICY_FILES.includes(name)));
const added = (...guests: Parameters<typeof guestPolicyFiles>[0]) => new Map([...FILES, ...guestPolicyFiles(guests)]);

describe('the policies of guests', () => {
  it('are none without guests, and the set stays what it is', () => {
    expect(guestPolicyFiles([]).size).toBe(0);
    expect(hashPolicyFiles(added())).toBe(hashPolicyFiles(FILES));
    expect(hashPolicyFiles(added(NOTES))).not.toBe(hashPolicyFiles(FILES));
  });

  it('are valid in strict mode, beside all others', () => {
    const files = added(NOTES);
    const valid = { type: 'success', validationErrors: [], validationWarnings: [], otherWarnings: [] };
    expect(validate({ schema: schemaOf(files), policies: { staticPolicies: policiesOf(files) } })).toEqual(valid);
  });

  it('add what the guest names and nothing else: every other policy stays word by word', () => {
    const before = publishedPolicies(FILES).policies;
    const after = publishedPolicies(added(NOTES)).policies;
    expect(Object.fromEntries(Object.entries(after).filter(([id]) => id in before))).toEqual(before);
    expect(Object.keys(after).filter((id) => !(id in before))).toEqual([
      'custom-guest-notes-burn',
      'custom-guest-notes-read',
      'custom-guest-notes-write',
      'guest-notes-burn-own',
      'guest-notes-read-all',
      'guest-notes-read-own',
      'guest-notes-write-all',
    ]);
  });

  it('permit by the lowest role and on own records, and the forbids hold: tenants are apart, and what is sensitive asks for more', () => {
    const lines = compilePolicySet(cedarPolicySet(added(NOTES))).split('\n');
    const asked = (action: string) => lines.find((line) => line.includes(`["${action}"`));
    expect(asked('notes:write')).toContain('forbids: [TENANT_SEPARATION], permits: [CUSTOM_GUEST_NOTES_WRITE, GUEST_NOTES_WRITE_ALL]');
    expect(asked('notes:burn')).toContain('forbids: [HIGH_RISK, OUTSIDE_HOURS, TENANT_SEPARATION, UNKNOWN_DEVICE, UNKNOWN_LOCATION]');
    const own = lines.find((line) => line.startsWith('const GUEST_NOTES_READ_OWN'));
    expect(own).toContain('hasRole(principal, ["SUPER_ADMIN","OWNER","ADMIN","MEMBER","VIEWER"]) && equal(known(resource.creator), known(principal.id))');
  });

  it('are refused where the compiler knows better: a role that there is not, and what another guest says already', () => {
    const chief = { name: 'notes', permissions: { 'notes:read': { all: 'CHIEF' } } };
    expect(errorOf(() => compilePolicySet(cedarPolicySet(added(chief))))).toMatchObject({ code: 'not-compilable', policy: 'guest-notes-read-all' });
    expect(errorOf(() => compilePolicySet(cedarPolicySet(added(NOTES, NOTES))))).toMatchObject({ code: 'not-compilable' });
  });
});
