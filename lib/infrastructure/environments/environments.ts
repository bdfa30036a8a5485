import { dev } from './dev';
import type { Environment, EnvironmentName } from './environment';
import { full } from './full';
import { local } from './local';
import { prod } from './prod';
import { resolveEnvironments } from './resolve';
import { staging } from './staging';

/** The environments that are deployed to AWS, in the order in which a change passes through them. */
export const deployable: readonly EnvironmentName[] = ['dev', 'staging', 'prod'];

/**
 * All environments, resolved: dev, staging, prod, full, local. Needs no credentials and no clock.
 * @throws ConfigurationError with every problem of all of them at once.
 */
export function allEnvironments(): readonly Environment[] {
  return resolveEnvironments([dev, staging, prod, full, local]);
}
