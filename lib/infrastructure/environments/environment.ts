import type { Flow, Group } from './flows';
import type { Settings } from './settings';

/** A resolved environment: its settings, and the groups and flows that follow from them. */
export interface Environment extends Settings {
  /** Every security group and the tier in which its members stand. */
  readonly groups: readonly Group[];
  /** The table of allowed flows: the only ones. */
  readonly flows: readonly Flow[];
}

/** What an environment is called. */
export type EnvironmentName = Settings['name'];
