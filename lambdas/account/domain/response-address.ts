/** A bucket that CloudFormation made for answers, virtual-hosted at S3 in any region. */
const CLOUDFORMATION = /^cloudformation-custom-resource-response-[a-z0-9]+\.s3[.-]([a-z0-9-]+\.)?amazonaws\.com$/;

/**
 * Whether an answer may be sent there. The address comes with the event, and whoever sends one could aim the function at
 * any host; so only CloudFormation's own buckets are taken, and in the local cloud only the endpoint that plays AWS.
 */
export function isResponseAddress(address: string, localEndpoint: URL | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (localEndpoint !== undefined) return url.origin === localEndpoint.origin;
  return url.protocol === 'https:' && url.port === '' && CLOUDFORMATION.test(url.hostname);
}
