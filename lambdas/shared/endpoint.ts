import { ForeignEndpointError } from './errors';

/** `AWS_ENDPOINT_URL` and its forms for one service, such as `AWS_ENDPOINT_URL_S3`. */
const VARIABLE = /^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The local cloud's endpoint, or `undefined` on AWS. Called first by every function: whoever could point a function at a
 * machine of theirs would get its credentials' signatures and its data.
 * @throws {ForeignEndpointError} when any service's endpoint isn't on this machine
 */
export function localEndpoint(environment: NodeJS.ProcessEnv): URL | undefined {
  for (const [variable, value] of Object.entries(environment)) {
    if (VARIABLE.test(variable) && value !== undefined && value !== '' && !isLoopback(value)) throw new ForeignEndpointError(variable);
  }
  const endpoint = environment.AWS_ENDPOINT_URL;
  return endpoint === undefined || endpoint === '' ? undefined : new URL(endpoint);
}

function isLoopback(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && LOOPBACK.test(hostname);
}
