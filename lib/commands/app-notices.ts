import type { Environment } from '../infrastructure/environments/environment';
import { sampleValues } from '../infrastructure/environments/sample-values';
import { lockNotice } from '../infrastructure/lock-notices';

/**
 * What to know before a deployment of these environments, a line each: the samples that they still hold, and how long
 * what they log will be locked.
 *
 * @param asOf the UTC day of writing, `YYYY-MM-DD`
 */
export function appNotices(environments: readonly Environment[], asOf: string): readonly string[] {
  return [...environments.flatMap(sampleNotice), ...environments.map((environment) => lockNotice(environment, asOf))];
}

function sampleNotice(environment: Environment): readonly string[] {
  const fields = sampleValues(environment).map(({ field }) => field);
  if (fields.length === 0) return [];
  const { name } = environment;
  return [`${name}: still holds samples and deploys nothing useful: set ${fields.join(', ')} in team.ts or ${name}.ts of lib/infrastructure/environments.`];
}
