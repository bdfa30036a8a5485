import { Unresolved } from './graph';
import { resolve } from './resolve';
import { entryOf, type Raw, type Scope } from './scope';
import { literalOf } from './text';
import { unresolved } from './unresolved';

type Truth = boolean | Unresolved;

/** Decides a condition's expression. `And` and `Or` are decided as soon as one side settles them. */
export function decide(raw: Raw, scope: Scope): Truth {
  const name = entryOf(raw, 'Condition');
  if (typeof name === 'string') return scope.condition(name);
  const equals = entryOf(raw, 'Fn::Equals');
  if (Array.isArray(equals)) return decideEquals(equals, scope);
  const all = entryOf(raw, 'Fn::And');
  if (Array.isArray(all))
    return combine(
      all.map((entry) => decide(entry, scope)),
      false,
    );
  const any = entryOf(raw, 'Fn::Or');
  if (Array.isArray(any))
    return combine(
      any.map((entry) => decide(entry, scope)),
      true,
    );
  const not = entryOf(raw, 'Fn::Not');
  if (!Array.isArray(not)) return unresolved(raw, 'is not a condition known to this reader');
  const truth = decide(not[0], scope);
  return typeof truth === 'boolean' ? !truth : truth;
}

function decideEquals(operands: readonly Raw[], scope: Scope): Truth {
  const [left, right] = operands.map((operand) => literalOf(resolve(operand, scope)));
  if (left === undefined || right === undefined) return unresolved({ 'Fn::Equals': operands }, "compares what isn't known");
  return left === right;
}

/** The settling truth if any side has it, else the first that isn't known, else the other truth. */
function combine(truths: readonly Truth[], settling: boolean): Truth {
  if (truths.includes(settling)) return settling;
  return truths.find((truth) => truth instanceof Unresolved) ?? !settling;
}
