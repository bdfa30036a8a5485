import { CfnMethod, type CfnMethodProps } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { PREFLIGHT } from './headers';
import type { Origins } from '../../environments/environment';

const ORIGIN = 'Access-Control-Allow-Origin';
const STATUS = '204';

/**
 * Answers a preflight without calling anybody (EDGE-9). It names the app's origin, and the site's to the site: a list isn't
 * allowed, and to any other origin the answer names another than its own, by which browsers refuse it.
 */
export class Preflight extends CfnMethod {
  constructor(scope: Construct, id: string, place: Pick<CfnMethodProps, 'resourceId' | 'restApiId'>, origins: Origins) {
    const headers: Readonly<Record<string, string>> = { [ORIGIN]: origins.app, ...PREFLIGHT };
    super(scope, id, {
      ...place,
      httpMethod: 'OPTIONS',
      authorizationType: 'NONE',
      integration: {
        type: 'MOCK',
        passthroughBehavior: 'NEVER',
        requestTemplates: { 'application/json': `{"statusCode":${STATUS}}` },
        integrationResponses: [
          { statusCode: STATUS, responseParameters: mapped(headers, (value) => `'${value}'`), responseTemplates: { 'application/json': siteToo(origins) } },
        ],
      },
      methodResponses: [{ statusCode: STATUS, responseParameters: mapped(headers, () => true) }],
    });
  }
}

/** The gateway compares texts, not patterns. Clients of HTTP/2 send names of headers in lower case, and the gateway looks them up as sent. */
function siteToo({ site }: Origins): string {
  return [
    "#set($origin = $input.params().header.get('Origin'))",
    "#if($origin == '')",
    "#set($origin = $input.params().header.get('origin'))",
    '#end',
    `#if($origin == '${site}')`,
    `#set($context.responseOverride.header.${ORIGIN} = $origin)`,
    '#end',
  ].join('\n');
}

function mapped<T>(headers: Readonly<Record<string, string>>, to: (value: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, to(value)]));
}
