import { Unresolved, type Value } from './graph';

/** Parses a policy document that a property holds as JSON text; `Unresolved` when it isn't JSON. */
export function parsePolicyText(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    // Not an error of ours: the check that reads the policy reports the finding.
    return new Unresolved(text, 'the policy document is a string that is not JSON');
  }
}
