import { CfnResource, Validations, type App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgementIds, type Acknowledgement } from '../exceptions/acknowledgements';
import { createJudge } from './judge';

/** What was acknowledged: IDs as the CDK records them, by construct path. */
export type Acknowledged = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Tells cdk-nag and the CDK what the register accepts, on the very resources that it names and not on their parents,
 * where it would cover everything below. Rules that don't apply in the app, such as those about the CDK's own raw
 * functions, need no acknowledgement and get none; nor do constructs that an environment doesn't have, which the audit
 * judges.
 */
export function acknowledge(app: App, acknowledgements: readonly Acknowledgement[]): Acknowledged {
  const judge = createJudge();
  const acknowledged = new Map<string, Set<string>>();
  for (const acknowledgement of acknowledgements) {
    const resource = findResource(app, `${acknowledgement.environment}/${acknowledgement.construct}`);
    if (resource === undefined) continue;
    const outcomes = judge(resource).outcomes.filter(({ rule }) => rule === acknowledgement.rule);
    const ids = new Set(outcomes.flatMap(({ pack, ruleId }) => acknowledgementIds(pack, ruleId, acknowledgement.findings)));
    Validations.of(resource).acknowledge(...[...ids].map((id) => ({ id, reason: acknowledgement.reason })));
    const before = acknowledged.get(resource.node.path) ?? [];
    acknowledged.set(resource.node.path, new Set([...before, ...ids]));
  }
  return acknowledged;
}

function findResource(app: App, path: string): CfnResource | undefined {
  let found: IConstruct | undefined = app;
  for (const id of path.split('/')) found = found?.node.tryFindChild(id);
  const resource = found === undefined || CfnResource.isCfnResource(found) ? found : found.node.defaultChild;
  return resource !== undefined && CfnResource.isCfnResource(resource) ? resource : undefined;
}
