import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { isUnresolved, referencesIn, stringOf, targetOf } from '../../templates/values';

/** A method of an API, and where it answers. */
export interface ApiMethod {
  readonly resource: Resource;
  /** Such as `POST`. */
  readonly method: string;
  /** Such as `/auth/sessions/{session}`; `?` stands for a part that the templates don't tell. */
  readonly path: string;
}

/** The methods of all REST APIs. */
export function methodsOf(graph: EnvironmentGraph): readonly ApiMethod[] {
  return graph.ofType('AWS::ApiGateway::Method').map((resource) => ({
    resource,
    method: known(resource.properties.HttpMethod),
    path: pathOf(resource.properties.ResourceId) || '/',
  }));
}

/** What a route is called: `POST /auth/login`. */
export function nameOfMethod({ method, path }: ApiMethod): string {
  return `${method} ${path}`;
}

/** The function that an address of the gateway's kind calls. */
export function functionAt(uri: Value | undefined): Resource | undefined {
  return referencesIn(uri).find(({ target }) => target.type === 'AWS::Lambda::Function')?.target;
}

function pathOf(value: Value | undefined): string {
  const target = targetOf(value);
  if (target === undefined || isUnresolved(target)) return '/?';
  if (target.type !== 'AWS::ApiGateway::Resource') return '';
  return `${pathOf(target.properties.ParentId)}/${known(target.properties.PathPart)}`;
}

function known(value: Value | undefined): string {
  const text = stringOf(value);
  return typeof text === 'string' ? text : '?';
}
