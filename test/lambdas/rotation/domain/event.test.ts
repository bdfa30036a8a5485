import { parseEvent, STEPS } from '../../../../lambdas/rotation/domain/event';
import { errorOf } from '../../../support/error-of';

const SECRET = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:ringwall-dev-example-AbCdEf';
const VERSION = 'EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE';

function problemsOf(event: unknown): unknown {
  return errorOf(() => parseEvent(event));
}

describe('an event', () => {
  it.each(STEPS)('of Secrets Manager asks for %s', (step) => {
    expect(parseEvent({ Step: step, SecretId: SECRET, ClientRequestToken: VERSION })).toEqual({ step, secretId: SECRET, versionId: VERSION });
  });

  it('may have fields that AWS adds', () => {
    expect(parseEvent({ Step: 'setSecret', SecretId: SECRET, ClientRequestToken: VERSION, RotationToken: 'x' })).toMatchObject({ step: 'setSecret' });
  });

  it('of an operator asks for a preflight, or names the version to revoke or to withdraw', () => {
    expect(parseEvent({ Step: 'preflight', SecretId: 'ringwall-dev-example' })).toEqual({ step: 'preflight', secretId: 'ringwall-dev-example' });
    expect(parseEvent({ Step: 'revoke', SecretId: SECRET, VersionId: VERSION })).toEqual({ step: 'revoke', secretId: SECRET, versionId: VERSION });
    expect(parseEvent({ Step: 'withdraw', SecretId: SECRET, VersionId: VERSION })).toEqual({ step: 'withdraw', secretId: SECRET, versionId: VERSION });
  });

  it.each([undefined, null, 'text', 7, [], {}])('is refused when it is %j', (event) => {
    expect(problemsOf(event)).toMatchObject({
      code: 'invalid-event',
      problems: [expect.stringMatching(/^Step/), expect.stringMatching(/^SecretId/), expect.stringMatching(/^ClientRequestToken/)],
    });
  });

  it.each(['createsecret', 'create_secret', 'constructor', '', 1])('is refused with the step %j', (step) => {
    expect(problemsOf({ Step: step, SecretId: SECRET, ClientRequestToken: VERSION })).toMatchObject({
      code: 'invalid-event',
      problems: [expect.stringMatching(/^Step must be one of createSecret/)],
    });
  });

  it.each(['', 'a b', 'x'.repeat(2049), 'a\n', { id: 1 }])('is refused with the secret %j', (secret) => {
    expect(problemsOf({ Step: 'setSecret', SecretId: secret, ClientRequestToken: VERSION })).toMatchObject({
      code: 'invalid-event',
      problems: [expect.stringMatching(/^SecretId/)],
    });
  });

  it.each(['', 'short', 'x'.repeat(65), `${VERSION}\n`, undefined])('is refused with the version %j', (version) => {
    expect(problemsOf({ Step: 'setSecret', SecretId: SECRET, ClientRequestToken: version })).toMatchObject({
      code: 'invalid-event',
      problems: [expect.stringMatching(/^ClientRequestToken/)],
    });
  });

  it.each(['revoke', 'withdraw'])('to %s is refused without a version', (step) => {
    expect(problemsOf({ Step: step, SecretId: SECRET, ClientRequestToken: VERSION })).toMatchObject({ problems: [expect.stringMatching(/^VersionId/)] });
  });
});
