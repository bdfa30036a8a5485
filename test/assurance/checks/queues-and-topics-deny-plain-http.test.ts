import { queuesAndTopicsDenyPlainHttp } from '../../../lib/assurance/checks/queues-and-topics-deny-plain-http';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { denial, policy, resource } from '../../support/resources';

const PLAIN_HTTP = { Bool: { 'aws:SecureTransport': 'false' } };

function graphWith(queue: object = {}, topic: object = {}) {
  return miniGraph({
    Queue: resource('AWS::SQS::Queue'),
    QueuePolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: 'Queue' }],
      PolicyDocument: policy({ ...denial('sqs:*', PLAIN_HTTP), Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] }, ...queue }),
    }),
    Topic: resource('AWS::SNS::Topic'),
    TopicPolicy: resource('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: 'Topic' }],
      PolicyDocument: policy({ ...denial('sns:Publish', PLAIN_HTTP), Resource: { Ref: 'Topic' }, ...topic }),
    }),
  });
}

describe('queues-and-topics-deny-plain-http', () => {
  it('passes a queue and a topic that deny it', () => {
    expect(findingsOf(queuesAndTopicsDenyPlainHttp, graphWith())).toEqual([]);
    expect(judgedBy(queuesAndTopicsDenyPlainHttp, graphWith())).toEqual(['Queue', 'Topic']);
  });

  it.each([
    { Effect: 'Allow' },
    { Action: 'sqs:SendMessage' },
    { Principal: { AWS: '111122223333' } },
    { Resource: { Ref: 'Topic' } },
    { Condition: { ...PLAIN_HTTP, StringEquals: { 'aws:SourceAccount': '1' } } },
  ])('finds a queue whose denial has %j', (fields) => {
    expect(findingsOf(queuesAndTopicsDenyPlainHttp, graphWith(fields))).toEqual(['Queue: no statement of its policy denies everybody sqs:* over plain HTTP']);
  });

  it('finds a topic without a denial, and what has no policy or two', () => {
    expect(findingsOf(queuesAndTopicsDenyPlainHttp, graphWith({}, { Condition: {} }))).toHaveLength(1);
    expect(findingsOf(queuesAndTopicsDenyPlainHttp, miniGraph({ Queue: resource('AWS::SQS::Queue') }))).toHaveLength(1);
    const QueuePolicy = resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Queue' }], PolicyDocument: policy() });
    expect(findingsOf(queuesAndTopicsDenyPlainHttp, miniGraph({ Queue: resource('AWS::SQS::Queue'), One: QueuePolicy, Two: QueuePolicy }))).toEqual([
      expect.stringContaining('2 policies'),
    ]);
  });

  it("finds a policy that can't be resolved", () => {
    expect(findingsOf(queuesAndTopicsDenyPlainHttp, graphWith({ Action: UNRESOLVABLE }))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it("isn't applicable without queues and topics", () => {
    expect(judgedBy(queuesAndTopicsDenyPlainHttp, miniGraph({ Role: resource('AWS::IAM::Role') }))).toEqual([]);
  });
});
