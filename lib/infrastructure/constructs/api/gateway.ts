import { Stack } from 'aws-cdk-lib';
import { CfnAuthorizer, CfnDeployment, CfnMethod, CfnRequestValidator, CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IDependable } from 'constructs';
import type { Environment } from '../../environments/environment';
import { RouteError } from '../../errors';
import { nameOf } from '../../names';
import { AccessLog } from './access-log';
import { copiedDigest, digestOf } from './copied-digest';
import { ErrorResponses } from './error-responses';
import type { GatewayModel } from './gateway-model';
import { LogRole } from './log-role';
import { Models } from './models';
import { Preflight } from './preflight';
import { constructIdOf, Resources } from './resources';
import { nameOfRoute, type Route } from './routes';

/** What a `Gateway` is made from. */
export interface GatewayProps {
  readonly environment: Environment;
  readonly logsKey: IKey;
  readonly routes: readonly Route[];
  /** The models of bodies, by name. */
  readonly models: Readonly<Record<string, GatewayModel>>;
  /** Finds who calls, and whether they may, before any route that isn't public. */
  readonly authorizer: IFunction;
  /** What answers, by the functions' names within the environment. */
  readonly functions: ReadonlyMap<string, IFunction>;
}

/** The gateway waits no longer for an answer. */
const MOST_MILLISECONDS = 29_000;
/** Requests a second for all callers together, far below what the account has; limits for each caller are the edge's and the functions'. */
const REQUESTS_PER_SECOND = 500;
const BURST = 1000;

/**
 * The API: regional, without its default address, so that the domain that the edge gives it is the only way in. Each route goes
 * by the authorizer or says why not (AZN-6); bodies are validated before a function sees them (EDGE-13).
 */
export class Gateway extends Construct {
  private readonly api: CfnRestApi;
  private readonly deployed: IDependable[] = [];
  private readonly models: Models;
  private readonly validator: CfnRequestValidator;
  private readonly authorizer: CfnAuthorizer;
  private readonly resources: Resources;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GatewayProps,
  ) {
    super(scope, id);
    const { environment, routes, authorizer } = props;
    this.api = new CfnRestApi(this, 'Api', {
      name: nameOf(environment, 'api'),
      description: 'Sign-in, account and documents.',
      // Who accepts these gets a file's bytes (EDGE-13); every other body is text, and validated as such.
      binaryMediaTypes: ['application/octet-stream'],
      endpointConfiguration: { types: ['REGIONAL'] },
      disableExecuteApiEndpoint: true,
      failOnWarnings: true,
    });
    const restApiId = this.api.ref;
    this.models = new Models(this, 'Models', restApiId, props.models, [...new Set(routes.flatMap(({ model }) => model ?? []))]);
    this.validator = new CfnRequestValidator(this, 'Validator', { restApiId, name: 'all', validateRequestBody: true, validateRequestParameters: true });
    this.authorizer = this.authorizerBy(authorizer);
    this.resources = new Resources(this, 'Paths', { restApiId, rootId: this.api.attrRootResourceId });
    for (const route of routes) this.answer(route);
    this.preflights();
    this.deployed.push(...new ErrorResponses(this, 'Errors', { restApiId, origins: environment.origins }).all);
    this.stage(this.deployment());
    for (const [name, called] of [...props.functions, ['authorizer', authorizer] as const]) this.letCall(name, called);
  }

  /** It judges each request anew: an answer kept for another would outlive a session that was revoked (IDN-9). */
  private authorizerBy(called: IFunction): CfnAuthorizer {
    return new CfnAuthorizer(this, 'Authorizer', {
      restApiId: this.api.ref,
      name: 'authorizer',
      type: 'REQUEST',
      identitySource: 'method.request.header.Authorization',
      authorizerResultTtlInSeconds: 0,
      authorizerUri: uriOf(called),
    });
  }

  private answer(route: Route): void {
    const { method, path, access, model } = route;
    const called = this.props.functions.get(route.function);
    if (called === undefined) throw new RouteError(nameOfRoute(route), `is answered by ${route.function}, which isn't built`, 'Build it in this stack.');
    const body = model === undefined ? undefined : this.models.all.get(model)?.ref;
    this.deployed.push(
      new CfnMethod(this, `${method}-${constructIdOf(path)}`, {
        restApiId: this.api.ref,
        resourceId: this.resources.idOf(path),
        httpMethod: method,
        ...('permission' in access ? { authorizationType: 'CUSTOM', authorizerId: this.authorizer.ref } : { authorizationType: 'NONE' }),
        requestValidatorId: this.validator.ref,
        // Without a model for all others, a body of another content type would pass unseen.
        ...(body === undefined ? {} : { requestModels: { 'application/json': body, $default: body } }),
        requestParameters: Object.fromEntries([...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => [`method.request.path.${String(name)}`, true])),
        integration: { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri: uriOf(called), timeoutInMillis: MOST_MILLISECONDS },
      }),
    );
  }

  private preflights(): void {
    const { environment, routes } = this.props;
    for (const path of new Set(routes.map((route) => route.path))) {
      const place = { restApiId: this.api.ref, resourceId: this.resources.idOf(path) };
      this.deployed.push(new Preflight(this, `OPTIONS-${constructIdOf(path)}`, place, environment.origins));
    }
  }

  /**
   * A deployment is a copy of the API as it was: another API is another deployment, by its name in the template. The domain's digest stands
   * by itself: in it alone may the templates of dev and local differ (DEL-1).
   */
  private deployment(): CfnDeployment {
    const { environment } = this.props;
    const deployment = new CfnDeployment(this, 'Deployment', { restApiId: this.api.ref });
    deployment.node.addDependency(...this.deployed);
    deployment.overrideLogicalId(`ApiDeployment${copiedDigest(this, environment)}${digestOf(environment.domain)}`);
    return deployment;
  }

  /** Execution logs are off: they hold what a client sent, such as the value that a model refuses. */
  private stage(deployment: CfnDeployment): void {
    const { environment, logsKey } = this.props;
    const log = new AccessLog(this, 'AccessLog', { environment, logsKey });
    const stage = new CfnStage(this, 'Stage', {
      restApiId: this.api.ref,
      deploymentId: deployment.ref,
      stageName: 'live',
      tracingEnabled: true,
      accessLogSetting: { destinationArn: log.arn, format: log.format },
      methodSettings: [
        {
          httpMethod: '*',
          resourcePath: '/*',
          loggingLevel: 'OFF',
          dataTraceEnabled: false,
          metricsEnabled: true,
          cachingEnabled: false,
          throttlingRateLimit: REQUESTS_PER_SECOND,
          throttlingBurstLimit: BURST,
        },
      ],
    });
    if (environment.accountServices.apiGatewayLogs === 'create') stage.node.addDependency(new LogRole(this, 'LogRole', { environment }));
  }

  private letCall(name: string, called: IFunction): void {
    const { account } = Stack.of(this);
    new CfnPermission(this, `Invoke-${name}`, {
      functionName: called.functionArn,
      principal: 'apigateway.amazonaws.com',
      action: 'lambda:InvokeFunction',
      sourceAccount: account,
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: this.api.ref, resourceName: '*' }),
    });
  }
}

/** How the gateway calls a function. */
function uriOf({ functionArn, stack }: IFunction): string {
  return stack.formatArn({ service: 'apigateway', account: 'lambda', resource: 'path', resourceName: `2015-03-31/functions/${functionArn}/invocations` });
}
