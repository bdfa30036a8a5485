import type { EnvironmentGraph, Resource } from '../templates/graph';
import { isUnresolved } from '../templates/values';
import type { Check } from './check';
import { bucketsOf, bucketStatements, coversBucket, coversObjects } from './support/buckets';
import { deniesOldTls, deniesPlainHttp } from './support/encrypted-transport';
import { judgeEach } from './support/judge-each';

/** KEY-3. */
export const bucketsDenyPlainHttp: Check = {
  id: 'buckets-deny-plain-http',
  claim: 'Every bucket denies everybody plain HTTP and TLS before 1.2.',
  judge: (graph) => judgeEach(bucketsOf(graph), (bucket) => problemsOf(bucket, graph)),
};

function* problemsOf(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  const statements = bucketStatements(graph, bucket);
  if (isUnresolved(statements)) {
    yield `the bucket's policy can't be judged: ${statements.reason}`;
    return;
  }
  const whole = statements.filter((statement) => coversBucket(statement, bucket) && coversObjects(statement, bucket));
  if (!whole.some((statement) => deniesPlainHttp(statement, 's3:*')))
    yield 'no statement of its policy denies everybody s3:* over plain HTTP, on the bucket and all its objects';
  if (!whole.some(deniesOldTls)) yield 'no statement of its policy denies everybody s3:* over TLS before 1.2, on the bucket and all its objects';
}
