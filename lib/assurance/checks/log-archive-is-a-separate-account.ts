import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { Check } from './check';
import { bucketsOf } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { isLocked } from './support/log-stores';

/** AUD-3: where an archive of its own is required; its absence needs an exception there. */
const REQUIRED: readonly string[] = Object.freeze(['prod', 'full']);

/** AUD-3. */
export const logArchiveIsASeparateAccount: Check = {
  id: 'log-archive-is-a-separate-account',
  claim: "Locked buckets stand in the log archive's account, which in prod is another than that of the environment.",
  judge: (graph) => judgeEach(bucketsOf(graph).filter(isLocked), (bucket) => problemsOf(bucket, graph)),
};

function* problemsOf(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  const { account, logArchiveAccount } = graph.configuration;
  if (bucket.account !== (logArchiveAccount ?? account)) yield `the bucket stands in the account ${bucket.account}; it must be ${logArchiveAccount ?? account}`;
  if (REQUIRED.includes(graph.name) && bucket.account === account)
    yield `the bucket stands in the account of the environment itself; who takes over that account also owns its evidence: configure a log archive account`;
}
