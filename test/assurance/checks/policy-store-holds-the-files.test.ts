import { policyStoreHoldsTheFiles as check } from '../../../lib/assurance/checks/policy-store-holds-the-files';
import { PUBLISHED_POLICIES } from '../../../lib/policies/published-policies';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const { schema, policies } = PUBLISHED_POLICIES;
const policy = (statement: unknown, store: unknown = { 'Fn::GetAtt': ['Store', 'PolicyStoreId'] }) =>
  resource('AWS::VerifiedPermissions::Policy', { PolicyStoreId: store, Definition: { Static: { Statement: statement } } });
const store = (changes: object = {}) =>
  resource('AWS::VerifiedPermissions::PolicyStore', {
    ValidationSettings: { Mode: 'STRICT' },
    DeletionProtection: { Mode: 'ENABLED' },
    Schema: { CedarJson: JSON.stringify(schema) },
    ...changes,
  });
const nameOf = (id: string) => `P${id.replaceAll('-', '')}`;
const whole = (changes: Resources = {}): Resources => ({
  Store: store(),
  ...Object.fromEntries(Object.entries(policies).map(([id, text]) => [nameOf(id), policy(text)])),
  ...changes,
});
const withoutBilling: Resources = Object.fromEntries(Object.entries(whole()).filter(([name]) => name !== nameOf('billing')));
const billing = policies.billing!;

describe('policy-store-holds-the-files', () => {
  it('passes a store that holds what the files say', () => {
    expect(findingsOf(check, miniGraph(whole()))).toEqual([]);
    expect(judgedBy(check, miniGraph(whole()))).toHaveLength(Object.keys(policies).length + 1);
  });

  it.each<[string, Resources, readonly string[]]>([
    ['a policy that is missing', withoutBilling, ['Store: it holds the policy billing 0 times']],
    [
      'a policy that was changed',
      whole({ [nameOf('billing')]: policy(billing.replace('OWNER', 'VIEWER')) }),
      ['Store: it holds the policy billing 0 times', 'Pbilling: Definition.Static.Statement is none of'],
    ],
    ['a policy twice', whole({ Twice: policy(billing) }), ['Store: it holds the policy billing 2 times']],
    ['a policy that no file has', whole({ Extra: policy('permit (principal, action, resource);') }), ['Extra: Definition.Static.Statement is none of']],
    ['a policy of a store from elsewhere', whole({ Extra: policy(billing, 'ps-1234') }), ['Extra: PolicyStoreId names no store']],
    ['another schema', whole({ Store: store({ Schema: { CedarJson: '{"Ringwall":{}}' } }) }), ["Store: Schema.CedarJson isn't the files' schema"]],
    ['no schema', whole({ Store: store({ Schema: {} }) }), ["Store: Schema.CedarJson isn't the files' schema"]],
    ['a store that validates nothing', whole({ Store: store({ ValidationSettings: { Mode: 'OFF' } }) }), ['Store: ValidationSettings.Mode is OFF']],
    ['a store that can be deleted', whole({ Store: store({ DeletionProtection: {} }) }), ['Store: DeletionProtection.Mode is not set']],
    [
      'a template',
      whole({ Template: resource('AWS::VerifiedPermissions::PolicyTemplate', {}) }),
      ['Template: AWS::VerifiedPermissions::PolicyTemplate is none'],
    ],
  ])('finds %s', (_title, resources, findings) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual(findings.map((text) => expect.stringContaining(text) as unknown));
  });

  it("finds what can't be resolved", () => {
    const found = findingsOf(check, miniGraph(whole({ [nameOf('billing')]: policy(UNRESOLVABLE), Store: store({ Schema: { CedarJson: UNRESOLVABLE } }) })));
    expect(found.filter((text) => text.includes("can't be judged"))).toHaveLength(2);
  });

  it("isn't applicable without a store", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
