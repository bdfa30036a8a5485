import { localEndpoint } from '../../lambdas/shared/endpoint';
import { EndpointError } from './errors';

/**
 * Clients go to AWS, or to the local cloud where `AWS_ENDPOINT_URL` names it.
 * @throws {EndpointError} when that isn't on this machine: whoever set it would get the operator's signatures
 */
export function guardEndpoint(environment: NodeJS.ProcessEnv): void {
  try {
    localEndpoint(environment);
  } catch (cause) {
    throw new EndpointError(cause instanceof Error ? cause.message : 'AWS_ENDPOINT_URL names no endpoint.', { cause });
  }
}
