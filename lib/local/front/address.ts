/** Where the deployed API is in the emulator. */
export interface DeployedApi {
  readonly id: string;
  readonly stage: string;
}

/** The hosts that the front serves, without their port. */
export interface Hosts {
  readonly app: string;
  readonly api: string;
}

/** As CloudFront will: the page's host has the page alone, the API's host everything else of the API. */
export function pathInEmulator(host: string, path: string, hosts: Hosts, { id, stage }: DeployedApi): string | undefined {
  const [plain = ''] = path.split('?');
  const isPage = plain === '/';
  if ((host === hosts.app && isPage) || (host === hosts.api && !isPage)) return `/restapis/${id}/${stage}/_user_request_${path}`;
  return undefined;
}

/** The host of a `Host` header, in lower case, without its port. */
export function hostOf(header: string | undefined): string {
  return (header ?? '').toLowerCase().replace(/:\d+$/, '');
}
