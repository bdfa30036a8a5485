import type { EnvironmentGraph, Resource } from '../../templates/graph';
import { stringOf } from '../../templates/values';

/** The endpoints of an environment's VPC. */
export function endpointsOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.ofType('AWS::EC2::VPCEndpoint');
}

/** Whether an endpoint is of a kind; it is a gateway where nothing is said. */
export function isOfKind({ properties }: Resource, kind: 'Gateway' | 'Interface'): boolean {
  return (stringOf(properties.VpcEndpointType) ?? 'Gateway') === kind;
}

/** The API of this region that an endpoint leads to, such as `s3` or `ecr.api`; `undefined` for any other service. */
export function apiOf({ properties }: Resource, { configuration }: EnvironmentGraph): string | undefined {
  const name = stringOf(properties.ServiceName);
  const prefix = `com.amazonaws.${configuration.region}.`;
  return typeof name === 'string' && name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}
