import { parseSetting } from '../../../../lambdas/account/domain/setting';

const properties = (setting: unknown, value: unknown) => ({
  ServiceToken: 'arn:aws:lambda:eu-central-1:111122223333:function:f',
  Setting: setting,
  Value: value,
});

const PASSWORDS = {
  MinimumPasswordLength: '14',
  RequireLowercaseCharacters: 'true',
  RequireUppercaseCharacters: 'true',
  RequireNumbers: 'true',
  RequireSymbols: 'true',
  AllowUsersToChangePassword: 'true',
  MaxPasswordAge: '90',
  PasswordReusePrevention: '24',
};

describe('parseSetting', () => {
  it('reads numbers and switches from the text that CloudFormation sends', () => {
    expect(parseSetting(properties('iam-password-policy', PASSWORDS))).toEqual({
      name: 'iam-password-policy',
      value: {
        MinimumPasswordLength: 14,
        RequireLowercaseCharacters: true,
        RequireUppercaseCharacters: true,
        RequireNumbers: true,
        RequireSymbols: true,
        AllowUsersToChangePassword: true,
        MaxPasswordAge: 90,
        PasswordReusePrevention: 24,
      },
    });
  });

  it('reads which group of which VPC to empty', () => {
    const value = { GroupId: 'sg-0123456789abcdef0', VpcId: 'vpc-0123456789abcdef0' };
    expect(parseSetting(properties('empty-default-security-group', value))).toEqual({ name: 'empty-default-security-group', value });
  });

  it.each([
    ['a setting that is not on the list', 'delete-everything', {}, 'Setting'],
    ['a setting of the name of an inherited property', 'constructor', {}, 'Setting'],
    ['a switch that is off', 'ebs-encryption-by-default', { EbsEncryptionByDefault: 'false' }, 'Value.EbsEncryptionByDefault'],
    [
      'a public access block that lets something through',
      's3-public-access-block',
      { BlockPublicAcls: 'true', IgnorePublicAcls: 'true', BlockPublicPolicy: 'false', RestrictPublicBuckets: 'true' },
      'Value.BlockPublicPolicy',
    ],
    ['a missing field', 's3-public-access-block', { BlockPublicAcls: 'true' }, 'Value.RestrictPublicBuckets'],
    ['a short password', 'iam-password-policy', { ...PASSWORDS, MinimumPasswordLength: '8' }, 'Value.MinimumPasswordLength'],
    ['a number with something behind it', 'iam-password-policy', { ...PASSWORDS, MinimumPasswordLength: '14x' }, 'Value.MinimumPasswordLength'],
    ['a password that never ends', 'iam-password-policy', { ...PASSWORDS, MaxPasswordAge: '0' }, 'Value.MaxPasswordAge'],
    ['optional tokens', 'instance-metadata-defaults', { HttpTokens: 'optional', HttpPutResponseHopLimit: '1' }, 'Value.HttpTokens'],
    ['a second hop', 'instance-metadata-defaults', { HttpTokens: 'required', HttpPutResponseHopLimit: '2' }, 'Value.HttpPutResponseHopLimit'],
    ['sharing of old snapshots', 'ebs-snapshot-block-public-access', { State: 'block-new-sharing' }, 'Value.State'],
    ['a role of another service', 'service-linked-role', { ServiceName: 'ec2.amazonaws.com' }, 'Value.ServiceName'],
    ['a group that is none', 'empty-default-security-group', { GroupId: 'sg-1;x', VpcId: 'vpc-0123456789abcdef0' }, 'Value.GroupId'],
    ['a field too many', 'ebs-encryption-by-default', { EbsEncryptionByDefault: 'true', Extra: '1' }, 'Value'],
    ['no value at all', 'ebs-encryption-by-default', undefined, 'Value'],
  ])('refuses %s, and names the field', (_what, setting, value, field) => {
    expect(parseSetting(properties(setting, value))).toMatchObject({ problems: expect.arrayContaining([expect.stringContaining(`${field}: `)]) as string[] });
  });

  it('refuses a property that CloudFormation never sends', () => {
    expect(parseSetting({ ...properties('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' }), Password: 'hunter2' })).toHaveProperty('problems');
  });

  it('never repeats what it was given', () => {
    expect(JSON.stringify(parseSetting(properties('instance-metadata-defaults', { HttpTokens: 'hunter2', HttpPutResponseHopLimit: 'hunter2' })))).not.toContain(
      'hunter2',
    );
  });
});
