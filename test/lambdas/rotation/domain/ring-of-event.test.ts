import { InvalidEventError } from '../../../../lambdas/rotation/domain/errors';
import { ringOfEvent } from '../../../../lambdas/rotation/domain/ring-of-event';
import { errorOf } from '../../../support/error-of';

const ARN = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:';

describe('the ring that an event is about', () => {
  it.each([
    ['ringwall-dev-session-keys', 'session-keys'],
    [`${ARN}ringwall-dev-peppers-AbC123`, 'peppers'],
    [`${ARN}ringwall-prod-hash-keys-aaaaaa`, 'hash-keys'],
    [`${ARN}ringwall-prod-origin-keys-aaaaaa`, 'origin-keys'],
  ])('is told by the name in %s', (SecretId, purpose) => {
    expect(ringOfEvent({ Step: 'createSecret', SecretId })).toBe(purpose);
  });

  it.each([`${ARN}ringwall-dev-signing-keys-AbC123`, 'ringwall-dev-session-keys-other', 'peppers', '', 7, undefined])('is none of ours in %j', (SecretId) => {
    expect(errorOf(() => ringOfEvent({ SecretId }))).toBeInstanceOf(InvalidEventError);
    expect(errorOf(() => ringOfEvent({ SecretId }))).toMatchObject({ code: 'invalid-event' });
  });

  it.each([null, undefined, 'text'])('is none in an event that is %j', (event) => {
    expect(errorOf(() => ringOfEvent(event))).toMatchObject({ code: 'invalid-event' });
  });
});
