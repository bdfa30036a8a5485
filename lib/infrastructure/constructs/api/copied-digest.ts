import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { createHash } from 'node:crypto';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** Of the gateway's kinds, those that a deployment copies nothing of: itself, what points to it, and the account's setting. */
const NOT_COPIED: readonly string[] = ['AWS::ApiGateway::Account', 'AWS::ApiGateway::Deployment', 'AWS::ApiGateway::Stage'];

/**
 * Says in 16 digits what a deployment of an API copies: the properties of each of its resources, paths and methods to models, validators,
 * authorizers and errors, as the template has them. Without the environment's name and its origins: they don't change what the API does,
 * and the templates of dev and local may differ in nothing else (DEL-1).
 */
export function copiedDigest(api: IConstruct, environment: Environment): string {
  const copied = api.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .filter(({ cfnResourceType: type }) => type.startsWith('AWS::ApiGateway::') && !NOT_COPIED.includes(type))
    .map((resource) => propertiesOf(resource));
  const { app, site } = environment.origins;
  const text = JSON.stringify(copied).replaceAll(app, '<app>').replaceAll(site, '<site>').replaceAll(nameOf(environment, 'api'), '<name>');
  return digestOf(text);
}

/** A text in 16 digits. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function propertiesOf(resource: CfnResource): unknown {
  const { Resources } = Stack.of(resource).resolve(resource._toCloudFormation()) as { Resources: Record<string, { Properties?: object }> };
  return Object.entries(Resources).map(([logicalId, { Properties }]) => [logicalId, Properties]);
}
