import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { variable } from '../../shared/variable';
import { triggerRing } from '../adapters/trigger-rings';
import { createTrigger } from '../adapters/trigger';
import { triggerStore } from '../adapters/trigger-store';
import { migrationWindow } from '../domain/migration/migration-window';
import { contract } from './contract';
import { migrationEvent, userMigration } from './user-migration';

localEndpoint(process.env);

const surroundings = {
  store: triggerStore(contract.variables),
  hashKeys: triggerRing('hash-keys'),
  migration: migrationWindow(variable('MIGRATION_CLIENT'), variable('MIGRATION_UNTIL')),
  clock,
  log,
};

/** Invoked by Cognito when a user isn't in the pool. */
export const handler = createTrigger(contract.name, migrationEvent, (event) => userMigration(event, surroundings), log);
