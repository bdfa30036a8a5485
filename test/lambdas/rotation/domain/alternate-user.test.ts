import { alternateUser } from '../../../../lambdas/rotation/domain/alternate-user';
import { errorOf } from '../../../support/error-of';

describe('users in turn', () => {
  it('are two', () => {
    expect(alternateUser('ringwall_app_a')).toBe('ringwall_app_b');
    expect(alternateUser(alternateUser('ringwall_read_only_a'))).toBe('ringwall_read_only_a');
  });

  it.each(['postgres', 'rds_superuser', 'ringwall_owner', 'ringwall_app_ab', 'ringwall_app_a\n', ''])('don\'t include "%s"', (username) => {
    expect(errorOf(() => alternateUser(username))).toMatchObject({ code: 'invalid-secret' });
  });
});
