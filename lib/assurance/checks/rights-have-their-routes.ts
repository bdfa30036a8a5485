import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, describe, isList, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { functionAt, methodsOf, nameOfMethod, type ApiMethod } from './support/api-methods';
import { judgeEach } from './support/judge-each';

/** GDPR art. 15 to 18, 20 and 21: by which route each right is asked for by its person. */
const ROUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['access and portability', ['GET /auth/data', 'GET /documents/export']],
  ['rectification', ['POST /auth/email/change', 'POST /auth/phone']],
  ['restriction and objection', ['POST /auth/restriction', 'DELETE /auth/restriction']],
  ['erasure', ['POST /auth/erasure', 'GET /auth/erasure', 'DELETE /auth/erasure']],
]);
/** Whoever finds a notice of an erasure cancels it by the code in it, signed in or not. */
const PUBLIC = 'POST /auth/erasure/cancel';
const DELAYED = 'POST /auth/erasure';

/** CMP-6. */
export const rightsHaveTheirRoutes: Check = {
  id: 'rights-have-their-routes',
  claim:
    'Each right of a person has its routes, which go by the authorizer; an erasure waits for 1 to 28 days, can be cancelled by code, and is carried out on a schedule.',
  judge: (graph) => {
    const methods = methodsOf(graph);
    const named = [...ROUTES.values()].flat();
    const own = new Map(methods.filter((method) => named.includes(nameOfMethod(method))).map((method) => [method.resource, method]));
    return judgeEach([...graph.ofType('AWS::ApiGateway::RestApi'), ...own.keys()], (resource) => {
      const method = own.get(resource);
      return method === undefined ? missing(graph, methods) : problemsOf(method);
    });
  },
};

function* missing(graph: EnvironmentGraph, methods: readonly ApiMethod[]): Generator<string> {
  const names = methods.map(nameOfMethod);
  for (const [right, routes] of ROUTES) for (const route of routes) if (!names.includes(route)) yield `${right} has no route ${route}`;
  if (!names.includes(PUBLIC)) yield `erasure can't be cancelled by code: there is no route ${PUBLIC}`;
  yield* unscheduled(graph);
}

/** A rule whose targets can't be resolved calls nothing here. */
function* unscheduled(graph: EnvironmentGraph): Generator<string> {
  const runs = graph.ofType('AWS::Events::Rule').some(({ properties: { ScheduleExpression, State, Targets } }) => {
    const targets = (isList(Targets) ? Targets : []).map((target) => targetOf(at(target, 'Arn'), 'AWS::Lambda::Function'));
    const isOn = ScheduleExpression !== undefined && (State === undefined || State === 'ENABLED');
    return isOn && targets.some((target) => target !== undefined && !isUnresolved(target) && isJob(target));
  });
  if (!runs) yield 'no enabled schedule carries erasures out';
}

function isJob({ properties }: Resource): boolean {
  const name = stringOf(properties.FunctionName);
  return typeof name === 'string' && name.endsWith('-erase-accounts');
}

function* problemsOf(method: ApiMethod): Generator<string> {
  const { properties } = method.resource;
  if (properties.AuthorizationType !== 'CUSTOM') yield `AuthorizationType is ${describe(properties.AuthorizationType)}; it must be CUSTOM`;
  if (nameOfMethod(method) === DELAYED) yield* delayProblems(functionAt(at(properties, 'Integration.Uri')));
}

function* delayProblems(called: Resource | undefined): Generator<string> {
  const delay = called === undefined ? undefined : at(called.properties, 'Environment.Variables.ERASURE_DELAY_DAYS');
  const days = stringOf(delay);
  if (typeof days !== 'string' || !/^(?:[1-9]|1\d|2[0-8])$/.test(days))
    yield `ERASURE_DELAY_DAYS behind it is ${describe(delay)}; an erasure must wait 1 to 28 days`;
}
