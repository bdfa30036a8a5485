import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';

/** KEY-2: AWS would encrypt variables by a key of its own, which whoever may read the function's configuration can use. */
export const functionsEncryptTheirEnvironment: Check = {
  id: 'functions-encrypt-their-environment',
  claim: 'The environment variables of every function are encrypted with a KMS key of its environment.',
  judge: (graph) => judgeEach(graph.ofType('AWS::Lambda::Function'), (one) => mustUseKey(graph, one, 'KmsKeyArn')),
};
