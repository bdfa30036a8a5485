import type { Configuration } from '../../templates/configuration';

/** The origins that may call across, by T§6.3: they derive from the domain. */
export interface ExpectedOrigins {
  readonly app: string;
  readonly site: string;
}

/** The local cloud answers without root, and so at another port. */
const LOCAL_PORT = ':8443';

/** The origins of an environment. */
export function expectedOrigins({ name, domain }: Configuration): ExpectedOrigins {
  const port = name === 'local' ? LOCAL_PORT : '';
  return { app: `https://app.${domain}${port}`, site: `https://${domain}${port}` };
}
