import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, booleanOf, describe, isUnresolved, listOf, numberOf, stringOf, type Read } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { isLasting } from './support/lasting';
import { mustBe } from './support/must-be';

/** NIST SP 800-63B-4, 3.1.1.2: of a password that may be the only factor. */
const SHORTEST = 15;
/** The same: no rules of composition. */
const COMPOSITION: readonly string[] = Object.freeze(['RequireLowercase', 'RequireNumbers', 'RequireSymbols', 'RequireUppercase']);
/** A password that somebody else set is good for a day. */
const LONGEST_TEMPORARY_DAYS = 1;

/** IDN-1. */
export const userPoolIsProtected: Check = {
  id: 'user-pool-is-protected',
  claim:
    'The user pool is on the configured plan, asks for long passwords without rules of composition, enforces threat protection also for custom auth where the plan has it, sends nothing and recovers nobody by itself, and is protected from deletion where data is real.',
  judge: (graph) => judgeEach(graph.ofType('AWS::Cognito::UserPool'), (pool) => problemsOf(graph, pool)),
};

function* problemsOf(graph: EnvironmentGraph, pool: Resource): Generator<string> {
  yield* planProblems(graph, pool);
  yield* passwordProblems(pool);
  yield* selfServiceProblems(pool);
  if (isLasting(graph)) yield* mustBe(stringOf(pool.properties.DeletionProtection), 'ACTIVE', 'DeletionProtection');
}

/** Plus but where a cost lever says otherwise, which is heard in what is made to be thrown away alone. */
function* planProblems(graph: EnvironmentGraph, { properties }: Resource): Generator<string> {
  const plan = isLasting(graph) ? 'PLUS' : graph.configuration.levers.userPoolPlan;
  yield* mustBe(stringOf(properties.UserPoolTier), plan, 'UserPoolTier');
  if (plan !== 'PLUS') return;
  yield* mustBe(stringOf(at(properties, 'UserPoolAddOns.AdvancedSecurityMode')), 'ENFORCED', 'AdvancedSecurityMode');
  yield* mustBe(stringOf(at(properties, 'UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode')), 'ENFORCED', 'CustomAuthMode');
}

function* passwordProblems({ properties }: Resource): Generator<string> {
  const policy = at(properties, 'Policies.PasswordPolicy');
  const [length, days] = [numberOf(at(policy, 'MinimumLength')), numberOf(at(policy, 'TemporaryPasswordValidityDays'))];
  if (typeof length !== 'number' || length < SHORTEST) yield `MinimumLength is ${told(length)}; it must be ${String(SHORTEST)} at least`;
  if (typeof days !== 'number' || days > LONGEST_TEMPORARY_DAYS)
    yield `TemporaryPasswordValidityDays is ${told(days)}; it must be ${String(LONGEST_TEMPORARY_DAYS)}`;
  for (const rule of COMPOSITION) yield* mustBe(booleanOf(at(policy, rule)), false, rule);
}

function told(read: Read<number>): string {
  if (isUnresolved(read)) return read.reason;
  return read === undefined ? 'not set' : String(read);
}

/** Whoever could recover a password by a code of Cognito's would pass by our own budgets and second factors. */
function* selfServiceProblems({ properties }: Resource): Generator<string> {
  const ways = listOf(at(properties, 'AccountRecoverySetting.RecoveryMechanisms')) ?? [];
  const names = isUnresolved(ways) ? [] : ways.map((way) => stringOf(at(way, 'Name')));
  if (names.length !== 1 || names[0] !== 'admin_only')
    yield `AccountRecoverySetting is ${describe(properties.AccountRecoverySetting)}; it must be admin_only alone`;
  const verified = listOf(properties.AutoVerifiedAttributes) ?? [];
  if (isUnresolved(verified) || verified.length > 0)
    yield `AutoVerifiedAttributes is ${describe(properties.AutoVerifiedAttributes)}; the pool must send no codes`;
}
