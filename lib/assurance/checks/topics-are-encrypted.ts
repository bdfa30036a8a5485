import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';

/** KEY-2. */
export const topicsAreEncrypted: Check = {
  id: 'topics-are-encrypted',
  claim: 'Every topic is encrypted with a KMS key of its environment.',
  judge: (graph) => judgeEach(graph.ofType('AWS::SNS::Topic'), (topic) => mustUseKey(graph, topic, 'KmsMasterKeyId')),
};
