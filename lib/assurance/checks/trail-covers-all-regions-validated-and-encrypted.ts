import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, booleanOf, isUnresolved, listOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';
import { mustBe } from './support/must-be';

const ON = Object.freeze(['IsLogging', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents', 'EnableLogFileValidation']);

/** AUD-6. */
export const trailCoversAllRegionsValidatedAndEncrypted: Check = {
  id: 'trail-covers-all-regions-validated-and-encrypted',
  claim: 'The trail records all management events of all regions, validates its files and encrypts them.',
  judge: (graph) => judgeEach(graph.ofType('AWS::CloudTrail::Trail'), (trail) => problemsOf(trail, graph)),
};

function* problemsOf(trail: Resource, graph: EnvironmentGraph): Generator<string> {
  for (const name of ON) yield* mustBe(booleanOf(trail.properties[name]), true, name);
  yield* mustUseKey(graph, trail, 'KMSKeyId');
  const advanced = listOf(trail.properties.AdvancedEventSelectors);
  const plain = listOf(trail.properties.EventSelectors) ?? [];
  if (isUnresolved(advanced) || isUnresolved(plain)) yield `the event selectors can't be judged: ${[advanced, plain].find(isUnresolved)?.reason ?? ''}`;
  else if (advanced !== undefined && !advanced.some(selectsManagement))
    yield 'no advanced event selector takes all management events, reading and writing, of every source';
  // Without any selector a trail takes all management events.
  else if (advanced === undefined && plain.length > 0 && !plain.some(includesManagement))
    yield 'no event selector takes all management events, reading and writing, of every source';
}

function includesManagement(selector: Value): boolean {
  const excluded = at(selector, 'ExcludeManagementEventSources');
  const includes = booleanOf(at(selector, 'IncludeManagementEvents')) ?? true;
  return (
    includes === true &&
    (stringOf(at(selector, 'ReadWriteType')) ?? 'All') === 'All' &&
    (excluded === undefined || (Array.isArray(excluded) && excluded.length === 0))
  );
}

/** Any further field would leave events out. */
function selectsManagement(selector: Value): boolean {
  const fields = listOf(at(selector, 'FieldSelectors')) ?? [];
  if (isUnresolved(fields) || fields.length !== 1) return false;
  const equals = listOf(at(fields[0], 'Equals')) ?? [];
  return stringOf(at(fields[0], 'Field')) === 'eventCategory' && !isUnresolved(equals) && equals.length === 1 && equals[0] === 'Management';
}
