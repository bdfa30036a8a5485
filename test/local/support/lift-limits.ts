import { changeVariables } from '../../../lib/local/change-variables';
import type { DeployedEnvironment } from '../../../lib/local/deploy-environment';
import { LIFTED_LIMITS } from '../../support/unlimited-tiers';

/** What the page calls before it knows who somebody is, or after. */
const CALLED = ['account', 'api-keys', 'passkeys', 'registration', 'rights', 'session', 'sign-in', 'sso', 'step-up'];

/** A whole file of tests comes from one address: the limits of calls, which are others' tests, would end it. */
export async function liftLimits(deployed: DeployedEnvironment): Promise<void> {
  await Promise.all(CALLED.map((name) => changeVariables(deployed, `Function-${name}`, { RATE_LIMITS: LIFTED_LIMITS })));
}
