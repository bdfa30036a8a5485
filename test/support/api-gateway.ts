import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Gateway } from '../../lib/infrastructure/constructs/api/gateway';
import type { Route } from '../../lib/infrastructure/constructs/api/routes';
import { resolveEnvironment } from '../../lib/infrastructure/environments/resolve';
import { environmentInput } from './environment-input';

// The CDK's own validation costs seconds in each file; one job of its own runs it.
process.env.CDK_VALIDATION = 'false';

const ARN = 'arn:aws:lambda:eu-central-1:777788889999:function:';
const THING: Route = { method: 'POST', path: '/things', access: { permission: 'account:write' }, model: 'Thing', function: 'things' };

/** A gateway in a stack of its own. Its functions are elsewhere, and its one model is `Thing`. */
export function apiGateway(environment = resolveEnvironment(environmentInput()), routes: readonly Route[] = [THING]) {
  const stack = new Stack(new App(), 'api', { env: { account: environment.account, region: environment.region } });
  const called = (name: string) => LambdaFunction.fromFunctionArn(stack, name, `${ARN}${name}`);
  const made = new Gateway(stack, 'Gateway', {
    environment,
    logsKey: Key.fromKeyArn(stack, 'Logs', 'arn:aws:kms:eu-central-1:777788889999:key/1'),
    routes,
    models: { Thing: { type: 'object' } },
    authorizer: called('authorizer'),
    functions: new Map([...new Set(routes.map((route) => route.function))].map((name) => [name, called(name)])),
  });
  return { stack, made, environment };
}
