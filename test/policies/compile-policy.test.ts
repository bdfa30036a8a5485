import { validate } from '@cedar-policy/cedar-wasm/nodejs';
import { compilePolicy } from '../../lib/policies/compile-policy';
import { compilePolicySet } from '../../lib/policies/compile-policy-set';
import { NotCompilableError } from '../../lib/policies/errors';
import { hashPolicyFiles } from '../../lib/policies/policy-files';
import { policyFrom } from '../../lib/policies/cedar-files';
import { cedarPolicySet, policiesOf, SCHEMA } from '../support/cedar';
import { errorOf } from '../support/error-of';

const set = cedarPolicySet();
const compiled = (text: string) => compilePolicy(set, policyFrom(text));
const when = (condition: string) => `@id("one") permit (principal, action, resource) when { ${condition} };`;

describe("Cedar's files", () => {
  it('are valid by their schema, in strict mode, without a warning', () => {
    const answer = validate({ schema: SCHEMA, policies: { staticPolicies: policiesOf() } });
    expect(answer).toEqual({ type: 'success', validationErrors: [], validationWarnings: [], otherWarnings: [] });
  });

  it('have one hash, which a change anywhere changes', () => {
    const files = new Map([
      ['a', 'bc'],
      ['d', ''],
    ]);
    const others = [
      new Map([
        ['a', 'b'],
        ['d', 'c'],
      ]),
      new Map([
        ['ab', 'c'],
        ['d', ''],
      ]),
      new Map([['a', 'bc']]),
    ];
    for (const other of others) expect(hashPolicyFiles(other)).not.toBe(hashPolicyFiles(files));
  });
});

describe('the compiler', () => {
  it('writes scope and conditions as one expression', () => {
    expect(
      compiled('@id("one") permit (principal is Ringwall::Person in Ringwall::Role::"OWNER", action, resource) unless { resource.tenant != "a" };').test,
    ).toBe('principal.type === "Person" && hasRole(principal, ["SUPER_ADMIN","OWNER"]) && !(!equal(known(resource.tenant), "a"))');
  });

  it.each([
    ['resource.creator == principal.id', 'equal(known(resource.creator), known(principal.id))'],
    ['principal.id != resource.creator', '!equal(known(principal.id), known(resource.creator))'],
    ['principal.creator in Ringwall::Role::"OWNER"', 'hasRole(fields(known(principal.creator)), ["SUPER_ADMIN","OWNER"])'],
    ['principal.creator.id == resource.tenant', 'equal(known(fields(known(principal.creator)).id), known(resource.tenant))'],
    ['context.breakGlass == principal.hours', 'equal(known(context.breakGlass), known(principal.hours))'],
  ])('writes %s', (condition, test) => {
    expect(compiled(when(condition)).test).toBe(test);
  });

  it('resolves groups of actions', () => {
    const { actions } = compiled('@id("one") permit (principal, action in Ringwall::Action::"users:manage", resource);');
    expect([...actions].toSorted()).toEqual(['users:delete', 'users:read', 'users:write']);
  });

  it.each([
    ['like', when('principal.tenant like "a*"')],
    ['arithmetic', when('context.now + 1 < 5')],
    ['negative arithmetic', when('-context.now < 5')],
    ['if-then-else', when('if context.now < 5 then true else false')],
    ['an extension', when('ip("127.0.0.1").isLoopback()')],
    ['containsAny', when('principal.scopes.containsAny(["a"])')],
    ['a tag', when('principal.hasTag("a")')],
    ['a condition that may be no truth value', when('principal.id')],
    ['one of another type below and', when('principal.id && true')],
    ['the action as a value', when('action == Ringwall::Action::"audit:read"')],
    ['an entity as a value', when('principal == Ringwall::Person::"ann"')],
    ['two entities compared', when('principal == resource')],
    ['an entity compared with one that an attribute holds', when('principal == principal.creator')],
    ['entities that attributes hold compared', when('principal.creator == principal.creator')],
    ['an attribute that holds an entity, below the other', when('principal.creator.creator == principal.id')],
    ['an entity in a set', when('[principal, resource].contains(resource)')],
    ['an entity looked for in a set', when('principal.grants.contains(resource)')],
    ['an entity as a set', when('principal.contains("a")')],
    ['an entity that an attribute holds, in a set', when('[principal.creator].contains(principal.creator)')],
    ['an entity in a record', when('principal.grants.contains({ "tenant": principal })')],
    ['the creator by way of a record', when('{ "it": resource }.it.creator == "account/ann"')],
    ['the whole context as a value', when('context == context')],
    ['a variable that is a condition', when('principal')],
    ['in something that is no role', when('principal in Ringwall::Tenant::"acme"')],
    ['in a set of roles', when('principal in [Ringwall::Role::"OWNER"]')],
    ['is … in within a condition', when('principal is Ringwall::Person in Ringwall::Role::"OWNER"')],
    ['a role that there is not', when('principal in Ringwall::Role::"owner"')],
    ['another namespace', when('principal is Person')],
    ['a long path of has', when('context has breakGlass.tenant')],
    ['an attribute that every object has', when('principal has constructor')],
    ['our own mark', when('resource.type == "Tenant"')],
    ['an attribute that is no word', when('principal["a-b"] == 1')],
    ['a number beyond 53 bits', when('context.now < 9007199254740993')],
    ['a creator that is compared with anybody but who asks', when('resource.creator == "account/ann"')],
    ['a creator below an operator that is no comparison', when('[resource.creator, principal.id].contains("account/ann")')],
    ['a creator that is looked for in a set', when('principal.scopes.contains(resource.creator)')],
    ['a creator that is compared with the own one and another', when('resource.creator == principal.id || resource.creator != principal.tenant')],
    ['a creator within the comparison of another', when('[resource.creator] == [principal.id]')],
    ['a creator that is ordered', when('resource.creator < principal.id')],
    ['a creator that may be missing', when('resource has creator')],
    ['one principal', '@id("one") permit (principal == Ringwall::Person::"ann", action, resource);'],
    ['one resource', '@id("one") permit (principal, action, resource == Ringwall::Tenant::"acme");'],
    ['an action that there is not', '@id("one") permit (principal, action in Ringwall::Action::"burn", resource);'],
    ['another single action that there is not', '@id("one") permit (principal, action == Ringwall::Action::"burn", resource);'],
  ])('refuses %s, and names the policy', (_, text) => {
    const error = errorOf(() => compiled(text));
    expect(error).toBeInstanceOf(NotCompilableError);
    expect(error).toMatchObject({ code: 'not-compilable', policy: 'one' });
  });

  it('refuses a policy without an ID, with one that is no word, and two of the same', () => {
    for (const id of ['', '@id("One")', '@id("__proto__")', '@id'])
      expect(errorOf(() => compiled(`${id} permit (principal, action, resource);`))).toBeInstanceOf(NotCompilableError);
    const one = policyFrom(when('true'));
    expect(errorOf(() => compilePolicySet(cedarPolicySet([one, one])))).toMatchObject({ code: 'not-compilable', policy: 'one' });
  });
});
