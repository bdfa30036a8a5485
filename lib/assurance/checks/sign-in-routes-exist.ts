import type { Resource } from '../templates/graph';
import { at, isUnresolved, listOf, numberOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { functionAt, methodsOf, nameOfMethod, type ApiMethod } from './support/api-methods';
import { judgeEach } from './support/judge-each';

/** IDN-2: register, confirm by mail, sign in. */
const ROUTES: readonly string[] = Object.freeze(['POST /auth/login', 'POST /auth/register', 'POST /auth/register/confirm']);

/** IDN-2. */
export const signInRoutesExist: Check = {
  id: 'sign-in-routes-exist',
  claim:
    'The API has the routes to register, to confirm by mail and to sign in; each function behind them counts attempts, and the stage bounds all requests together.',
  judge: (graph) => {
    const methods = methodsOf(graph);
    const apis = graph.ofType('AWS::ApiGateway::RestApi');
    const routes = methods.filter((method) => ROUTES.includes(nameOfMethod(method)));
    return judgeEach([...apis, ...routes.map(({ resource }) => resource), ...graph.ofType('AWS::ApiGateway::Stage')], (resource) => {
      if (resource.type === 'AWS::ApiGateway::RestApi') return missing(methods);
      return resource.type === 'AWS::ApiGateway::Stage' ? stageProblems(resource) : countingProblems(resource);
    });
  },
};

function* missing(methods: readonly ApiMethod[]): Generator<string> {
  const names = methods.map(nameOfMethod);
  for (const route of ROUTES) if (!names.includes(route)) yield `it has no route ${route}`;
}

function* countingProblems({ properties }: Resource): Generator<string> {
  const called = functionAt(at(properties, 'Integration.Uri'));
  if (called === undefined) yield 'no function of the templates answers it';
  else if (at(called.properties, 'Environment.Variables.COUNTERS_TABLE') === undefined) yield `${called.path} answers it, and counts no attempts`;
}

function* stageProblems({ properties }: Resource): Generator<string> {
  const settings = listOf(properties.MethodSettings) ?? [];
  if (isUnresolved(settings)) {
    yield `MethodSettings can't be judged: ${settings.reason}`;
    return;
  }
  const all = settings.find((setting) => stringOf(at(setting, 'HttpMethod')) === '*' && stringOf(at(setting, 'ResourcePath')) === '/*');
  for (const name of ['ThrottlingRateLimit', 'ThrottlingBurstLimit']) {
    const limit = numberOf(at(all, name));
    if (typeof limit !== 'number' || limit < 1) yield `${name} of all methods is ${isUnresolved(limit) ? limit.reason : 'not set'}; it must bound them`;
  }
}
