import Ajv2020 from 'ajv/dist/2020';
import { checks } from '../../../lib/assurance/checks/all';
import { corsIsExact } from '../../../lib/assurance/checks/cors-is-exact';
import { everyRouteHasAnAuthorizer } from '../../../lib/assurance/checks/every-route-has-an-authorizer';
import { gatewayValidatesBodies } from '../../../lib/assurance/checks/gateway-validates-bodies';
import { logGroupsMask } from '../../../lib/assurance/checks/log-groups-mask';
import { rateTiersAreConfigured } from '../../../lib/assurance/checks/rate-tiers-are-configured';
import { rightsHaveTheirRoutes } from '../../../lib/assurance/checks/rights-have-their-routes';
import { signInRoutesExist } from '../../../lib/assurance/checks/sign-in-routes-exist';
import { methodsOf, nameOfMethod } from '../../../lib/assurance/checks/support/api-methods';
import { networkResourcesAreAllKnown } from '../../../lib/assurance/proofs/network-resources-are-all-known';
import { proofs } from '../../../lib/assurance/proofs/all';
import type { Resource } from '../../../lib/assurance/templates/graph';
import { at, stringsIn, targetOf } from '../../../lib/assurance/templates/values';
import { contractsOf } from '../../../lib/infrastructure/contracts';
import { expectCaught } from '../../support/breaking';
import { DESCRIPTION } from '../../support/described';
import { drop, firstOf, put } from '../../support/mutate';
import { environmentGraph, environmentGraphs } from '../../support/templates';

const STACK = 'api';

const only = (type: string): Resource => {
  const [found, ...others] = environmentGraph('prod')
    .ofType(type)
    .filter(({ stack }) => stack === STACK);
  if (found === undefined || others.length > 0) throw new Error(`prod has not one ${type}`);
  return found;
};

describe.each(['dev', 'staging', 'prod', 'full', 'local'])('the API stack of %s', (name) => {
  it('keeps every check and proof', () => {
    const context = { asOf: '2026-11-26', environments: environmentGraphs() };
    const findings = [...checks, ...proofs].flatMap((check) => check.judge(environmentGraph(name), context).findings);
    expect(findings.filter(({ resource }) => resource.stack === STACK)).toEqual([]);
  });

  it('serves the routes of the contracts, each with a preflight, and no other', () => {
    const declared = contractsOf('request').flatMap(({ routes = [] }) => routes.map(({ method, path }) => `${method} ${path}`));
    const preflights = [...new Set(declared.map((route) => `OPTIONS ${route.split(' ')[1] ?? ''}`))];
    expect(methodsOf(environmentGraph(name)).map(nameOfMethod).toSorted()).toEqual([...declared, ...preflights].toSorted());
  });
});

describe('the gateway', () => {
  it('is regional, and has no address of its own', () => {
    expect(only('AWS::ApiGateway::RestApi').properties).toMatchObject({ DisableExecuteApiEndpoint: true, EndpointConfiguration: { Types: ['REGIONAL'] } });
  });

  it('traces and bounds all requests, and logs who asked for which route, never what was sent', () => {
    const { properties } = only('AWS::ApiGateway::Stage');
    expect(properties).toMatchObject({
      TracingEnabled: true,
      MethodSettings: [
        { HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'OFF', DataTraceEnabled: false, ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
      ],
    });
    const format = JSON.parse(at(properties, 'AccessLogSetting.Format') as string) as Record<string, string>;
    expect(Object.values(format).filter((value) => /header|query|body|context\.path|sourceIp|userAgent/i.test(value))).toEqual([]);
    expect(format).toMatchObject({ route: '$context.resourcePath', status: '$context.status', caller: '$context.authorizer.principalId' });
  });

  it('is deployed anew under another domain, and by the same name for the same', () => {
    const names = (['dev', 'staging', 'prod', 'local'] as const).map((name) => {
      const graph = environmentGraph(name);
      const [deployment, ...others] = graph.ofType('AWS::ApiGateway::Deployment').map(({ logicalId }) => logicalId);
      expect(others).toEqual([]);
      const [stage] = graph.ofType('AWS::ApiGateway::Stage');
      expect(targetOf(stage?.properties.DeploymentId)).toMatchObject({ logicalId: deployment });
      return deployment;
    });
    expect(new Set(names).size).toBe(4);
    // What the API is takes the first half, where it is the second: so none of these differs by chance in its routes.
    expect(new Set(names.map((name) => name?.slice(0, -16))).size).toBe(1);
  });

  it('may call each function, and nobody else may', () => {
    const graph = environmentGraph('prod');
    const functions = graph.ofType('AWS::Lambda::Function').filter(({ stack }) => stack === STACK);
    for (const called of functions) {
      const permissions = graph.ofType('AWS::Lambda::Permission').filter(({ properties }) => targetOf(properties.FunctionName) === called);
      expect([called.path, permissions.map(({ properties }) => properties.Principal)]).toEqual([called.path, ['apigateway.amazonaws.com']]);
      expect(permissions[0]?.properties.SourceAccount).toBe('777788889999');
    }
  });

  it('keeps executions for the authorizer', () => {
    const authorizer = environmentGraph('prod')
      .ofType('AWS::Lambda::Function')
      .find(({ properties }) => properties.FunctionName === 'ringwall-prod-authorizer');
    expect(authorizer?.properties.ReservedConcurrentExecutions).toBe(100);
  });
});

describe('this stack broken', () => {
  const isRoute = (method: string) => (resource: { readonly Properties?: Record<string, unknown> }) => resource.Properties?.HttpMethod === method;

  it('is caught: a route that lost its authorizer', () => {
    expectCaught(
      everyRouteHasAnAuthorizer,
      'prod',
      STACK,
      (template) => {
        put(
          firstOf(template, 'AWS::ApiGateway::Method', ({ Properties }) => Properties?.AuthorizationType === 'CUSTOM'),
          'AuthorizationType',
          'NONE',
        );
      },
      'has no authorizer, and is none of the routes that everybody may call',
    );
  });

  it('is caught: a body that no model validates', () => {
    expectCaught(
      gatewayValidatesBodies,
      'prod',
      STACK,
      (template) => {
        drop(
          firstOf(template, 'AWS::ApiGateway::Method', ({ Properties }) => Properties?.RequestModels !== undefined),
          'RequestModels',
        );
      },
      'takes a body that no model validates',
    );
  });

  it("is caught: a stranger's origin, and errors without one", () => {
    expectCaught(
      corsIsExact,
      'prod',
      STACK,
      (template) => {
        const name = 'method.response.header.Access-Control-Allow-Origin';
        const preflight = firstOf(template, 'AWS::ApiGateway::Method', isRoute('OPTIONS'));
        const [response] = (preflight.Properties?.Integration as { IntegrationResponses: { ResponseParameters: Record<string, string> }[] })
          .IntegrationResponses;
        Object.assign(response?.ResponseParameters ?? {}, { [name]: "'*'" });
      },
      'Access-Control-Allow-Origin is',
    );
    expectCaught(
      corsIsExact,
      'prod',
      STACK,
      (template) => {
        put(
          firstOf(template, 'AWS::ApiGateway::GatewayResponse', ({ Properties }) => Properties?.ResponseType === 'DEFAULT_5XX'),
          'ResponseType',
          'THROTTLED',
        );
      },
      'no response of its own for DEFAULT_5XX',
    );
  });

  it("is caught: a function that limits by other numbers than the configuration's", () => {
    expectCaught(
      rateTiersAreConfigured,
      'prod',
      STACK,
      (template) => {
        const answering = firstOf(template, 'AWS::Lambda::Function', ({ Properties }) => JSON.stringify(Properties).includes('RATE_LIMITS'));
        put(answering, 'Environment.Variables.RATE_LIMITS', '{"anonymous":{"limit":1000000,"windowSeconds":1}}');
      },
      'anonymous.limit is 1000000; the configuration says',
    );
  });

  it('is caught: access logs in clear', () => {
    expectCaught(
      logGroupsMask,
      'prod',
      STACK,
      (template) => {
        drop(firstOf(template, 'AWS::Logs::LogGroup'), 'DataProtectionPolicy');
      },
      'DataProtectionPolicy is not set',
    );
  });

  it('is caught: sign-in without a bound on requests', () => {
    expectCaught(
      signInRoutesExist,
      'prod',
      STACK,
      (template) => {
        drop(firstOf(template, 'AWS::ApiGateway::Stage'), 'MethodSettings');
      },
      'ThrottlingRateLimit of all methods is not set',
    );
  });

  it('is caught: an erasure that waits for nothing', () => {
    expectCaught(
      rightsHaveTheirRoutes,
      'prod',
      STACK,
      (template) => {
        const answering = firstOf(template, 'AWS::Lambda::Function', ({ Properties }) => JSON.stringify(Properties).includes('ERASURE_DELAY_DAYS'));
        put(answering, 'Environment.Variables.ERASURE_DELAY_DAYS', '0');
      },
      'an erasure must wait 1 to 28 days',
    );
  });

  it('is caught: an address that no edge stands before', () => {
    expectCaught(
      networkResourcesAreAllKnown,
      'prod',
      STACK,
      (template) => {
        drop(firstOf(template, 'AWS::ApiGateway::RestApi'), 'DisableExecuteApiEndpoint');
      },
      'is an AWS::ApiGateway::RestApi, a way in or out',
    );
  });
});

it("the gateway's own refusals are as docs/openapi.json describes them", () => {
  const isDescribed = new Ajv2020().compile(DESCRIPTION.components.schemas.GatewayProblem ?? false);
  const filled = (template: string): unknown => JSON.parse(template.replace('$context.error.responseType', 'ACCESS_DENIED'));
  const templates = environmentGraph('prod')
    .ofType('AWS::ApiGateway::GatewayResponse')
    .flatMap(({ properties }) => stringsIn(at(properties, 'ResponseTemplates')).filter((text) => text.startsWith('{')));
  expect(templates.length).toBeGreaterThan(3);
  for (const template of templates) expect([isDescribed(filled(template)), isDescribed.errors]).toEqual([true, null]);
  expect(isDescribed({ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'No.', code: 'not-allowed', correlationId: 'one' })).toBe(false);
});
