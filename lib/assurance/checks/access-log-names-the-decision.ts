import type { Resource } from '../templates/graph';
import { at, isUnresolved, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';

/** What the authorizer tells the gateway of a decision, and who called. */
const NAMED: readonly string[] = Object.freeze([
  '$context.authorizer.principalId',
  '$context.authorizer.policy',
  '$context.authorizer.policySet',
  '$context.authorizer.reason',
]);

/** AUD-2: an ordinary permission is recorded in the access log alone, so that must say what it rests on. */
export const accessLogNamesTheDecision: Check = {
  id: 'access-log-names-the-decision',
  claim: "Each stage's access log names caller, deciding policy, policy set and reason.",
  judge: (graph) => judgeEach(graph.ofType('AWS::ApiGateway::Stage'), problemsOf),
};

function* problemsOf({ properties }: Resource): Generator<string> {
  const format = stringOf(at(properties, 'AccessLogSetting.Format'));
  if (isUnresolved(format)) yield `AccessLogSetting.Format can't be judged: ${format.reason}`;
  else if (format === undefined) yield 'AccessLogSetting.Format is not set: no decision is recorded';
  else for (const name of NAMED) if (!valuesOf(format).includes(name)) yield `AccessLogSetting.Format doesn't hold ${name}`;
}

/** A format is JSON of ours: a name that is part of another one is none. */
function valuesOf(format: string): readonly unknown[] {
  try {
    return Object.values(JSON.parse(format) as Readonly<Record<string, unknown>>);
  } catch {
    return [];
  }
}
