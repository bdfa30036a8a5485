import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, describe, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

/** When Cognito calls, and the function that must answer: IDN-1 names them. */
const TRIGGERS: Readonly<Record<string, string>> = Object.freeze({
  CreateAuthChallenge: 'create-challenge',
  CustomMessage: 'custom-message',
  DefineAuthChallenge: 'define-challenge',
  PostAuthentication: 'post-authentication',
  PostConfirmation: 'post-confirmation',
  PreAuthentication: 'pre-authentication',
  PreSignUp: 'pre-sign-up',
  PreTokenGeneration: 'pre-token-generation',
  UserMigration: 'user-migration',
  VerifyAuthChallengeResponse: 'verify-challenge',
});
const COGNITO = 'cognito-idp.amazonaws.com';
const FUNCTION_ARN = /^arn:[a-z-]+:lambda:([a-z0-9-]+):(\d{12}):function:([A-Za-z0-9_-]+)$/;

/** IDN-1. Pre token generation is the judge: a pool that doesn't call it gives tokens to whoever has a password. */
export const userPoolTriggersAreWired: Check = {
  id: 'user-pool-triggers-are-wired',
  claim: 'Each trigger of the user pool calls its own function of the templates, which this pool may call and nobody else.',
  judge: (graph) => judgeEach(graph.ofType('AWS::Cognito::UserPool'), (pool) => problemsOf(graph, pool)),
};

function* problemsOf(graph: EnvironmentGraph, pool: Resource): Generator<string> {
  for (const [trigger, name] of Object.entries(TRIGGERS)) {
    const value = at(pool.properties, `LambdaConfig.${trigger}`);
    const called = functionOf(graph, value, pool);
    if (called === undefined) yield `${trigger} is ${describe(value)}; it must be a function of the templates`;
    else if (stringOf(called.properties.FunctionName) !== `ringwall-${graph.name}-${name}`) yield `${trigger} calls ${called.path}; it must call ${name}`;
    else yield* callerProblems(graph, called, pool);
  }
  yield* judgeProblems(graph, pool);
}

/** Of the two places that name the judge, Cognito heeds the second; its second version alone may take scopes from tokens. */
function* judgeProblems(graph: EnvironmentGraph, pool: Resource): Generator<string> {
  const [first, second] = ['PreTokenGeneration', 'PreTokenGenerationConfig.LambdaArn'].map((path) =>
    functionOf(graph, at(pool.properties, `LambdaConfig.${path}`), pool),
  );
  if (first !== second) yield 'PreTokenGenerationConfig.LambdaArn is another than PreTokenGeneration; the judge must be one';
  yield* mustBe(stringOf(at(pool.properties, 'LambdaConfig.PreTokenGenerationConfig.LambdaVersion')), 'V2_0', 'PreTokenGenerationConfig.LambdaVersion');
}

/** By reference, or by the ARN of its fixed name: functions that know the pool's clients come after it. */
function functionOf(graph: EnvironmentGraph, value: Value | undefined, { account, region }: Resource): Resource | undefined {
  const text = stringOf(value);
  if (typeof text === 'string') {
    const [, there, owner, name] = FUNCTION_ARN.exec(text) ?? [];
    if (there !== region || owner !== account) return undefined;
    return graph.ofType('AWS::Lambda::Function').find(({ properties }) => stringOf(properties.FunctionName) === name);
  }
  const target = targetOf(value, 'AWS::Lambda::Function');
  return isUnresolved(target) ? undefined : target;
}

function* callerProblems(graph: EnvironmentGraph, called: Resource, pool: Resource): Generator<string> {
  const permissions = graph.ofType('AWS::Lambda::Permission').filter(({ properties }) => targetOf(properties.FunctionName) === called);
  const own = permissions.filter((permission) => isOwn(permission, pool));
  if (own.length === 0) yield `no permission lets this pool alone call ${called.path}`;
  for (const { path } of permissions.filter((permission) => !own.includes(permission))) yield `${path} lets others call ${called.path} than this pool`;
}

function isOwn({ properties }: Resource, pool: Resource): boolean {
  const isFromPool = targetOf(properties.SourceArn) === pool && stringOf(properties.SourceAccount) === pool.account;
  return stringOf(properties.Principal) === COGNITO && stringOf(properties.Action) === 'lambda:InvokeFunction' && isFromPool;
}
