import { z } from 'zod';
import { authorizationFields } from './fields/authorization';
import { backupFields } from './fields/backups';
import { edgeFields } from './fields/edge';
import { governanceFields } from './fields/governance';
import { identityFields } from './fields/identity';
import { keyFields, rotationFields } from './fields/keys';
import { networkFields } from './fields/network';
import { accountServiceFields, alertFields, leverFields } from './fields/operations';
import { placeFields } from './fields/place';
import { retentionFields } from './fields/retention';
import { workloadFields } from './fields/workload';

/** Every field of an environment. What has a default may be left out, whole groups too. */
export const settingsFields = z.strictObject({
  ...placeFields,
  governance: governanceFields,
  network: networkFields,
  edge: edgeFields.prefault({}),
  identity: identityFields.prefault({}),
  authorization: authorizationFields.prefault({}),
  ...workloadFields,
  keys: keyFields.prefault({}),
  rotation: rotationFields.prefault({}),
  retention: retentionFields.prefault({}),
  backups: backupFields.prefault({}),
  alerts: alertFields,
  accountServices: accountServiceFields.prefault({}),
  levers: leverFields.prefault({}),
});

/** What the file of an environment states. */
export type EnvironmentInput = z.input<typeof settingsFields>;

/** The same with every default filled in. */
export type Settings = z.output<typeof settingsFields>;
