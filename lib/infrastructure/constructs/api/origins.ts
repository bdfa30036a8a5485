import type { Environment } from '../../environments/environment';

/** The origins that may call across (T§6.3), and that of the API itself. */
export interface ApiOrigins {
  /** Of the pages. */
  readonly app: string;
  /** Of the site. */
  readonly site: string;
  readonly api: string;
}

/** They derive from the domain (EDGE-9). */
export function originsOf({ domain }: Environment): ApiOrigins {
  return { app: `https://app.${domain}`, site: `https://${domain}`, api: `https://api.${domain}` };
}
