import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';

/** KEY-2. Encryption by a key that SQS holds itself isn't enough: nobody could say who may use it. */
export const queuesAreEncrypted: Check = {
  id: 'queues-are-encrypted',
  claim: 'Every queue is encrypted with a KMS key of its environment.',
  judge: (graph) => judgeEach(graph.ofType('AWS::SQS::Queue'), (queue) => mustUseKey(graph, queue, 'KmsMasterKeyId')),
};
