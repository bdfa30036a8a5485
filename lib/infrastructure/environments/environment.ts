import type { Flow, Group } from './flows';
import type { Settings } from './settings';

/** A resolved environment: its settings, and the groups and flows that follow from them. */
export interface Environment extends Settings {
  /** Where browsers find the page, the API, and the site beside them: scheme, host and, in the local cloud, port. */
  readonly origins: Origins;
  /** Every security group and the tier in which its members stand. */
  readonly groups: readonly Group[];
  /** The table of allowed flows: the only ones. */
  readonly flows: readonly Flow[];
}

/** The origins of EDGE-9, and the API's. */
export interface Origins {
  readonly app: string;
  readonly site: string;
  readonly api: string;
}

/** What an environment is called. */
export type EnvironmentName = Settings['name'];
