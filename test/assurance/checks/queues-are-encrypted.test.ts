import { queuesAreEncrypted } from '../../../lib/assurance/checks/queues-are-encrypted';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const queue = (properties: object) => miniGraph({ Key: key(), Queue: resource('AWS::SQS::Queue', { ...properties }) });

describe('queues-are-encrypted', () => {
  it('passes a queue under a key of the environment', () => {
    expect(findingsOf(queuesAreEncrypted, queue({ KmsMasterKeyId: { Ref: 'Key' } }))).toEqual([]);
  });

  it.each([{}, { SqsManagedSseEnabled: true }, { KmsMasterKeyId: 'alias/aws/sqs' }])('finds a queue with %j', (properties) => {
    expect(findingsOf(queuesAreEncrypted, queue(properties))).toEqual([expect.stringContaining('must be a KMS key of this environment')]);
  });

  it("finds a queue whose key can't be resolved", () => {
    expect(findingsOf(queuesAreEncrypted, queue({ KmsMasterKeyId: UNRESOLVABLE }))).toHaveLength(1);
  });

  it("isn't applicable without a queue", () => {
    expect(judgedBy(queuesAreEncrypted, miniGraph({}))).toEqual([]);
  });
});
