import { BackupClient, DescribeRegionSettingsCommand, UpdateRegionSettingsCommand } from '@aws-sdk/client-backup';
import {
  DescribeSecurityGroupsCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  EnableSnapshotBlockPublicAccessCommand,
  GetEbsEncryptionByDefaultCommand,
  GetInstanceMetadataDefaultsCommand,
  GetSnapshotBlockPublicAccessStateCommand,
  ModifyInstanceMetadataDefaultsCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateServiceLinkedRoleCommand,
  GetAccountPasswordPolicyCommand,
  GetRoleCommand,
  InvalidInputException,
  IAMClient,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { mockClient } from 'aws-sdk-client-mock';
import { handle } from '../../../../lambdas/account/account-settings/handle';
import type { Response } from '../../../../lambdas/account/account-settings/respond';
import { InvalidRequestError, UnsafeResponseAddressError } from '../../../../lambdas/shared/errors';
import { customResourceEvent } from '../../../support/custom-resource-event';
import { startLocalAws, type LocalAws } from '../../../support/local-aws';

const backup = mockClient(BackupClient);
const ec2 = mockClient(EC2Client);
const iam = mockClient(IAMClient);
const s3Control = mockClient(S3ControlClient);
const region = 'eu-central-1';
const aws = {
  account: '111122223333',
  backup: new BackupClient({ region }),
  ec2: new EC2Client({ region }),
  iam: new IAMClient({ region }),
  s3Control: new S3ControlClient({ region }),
};

const GROUP = { GroupId: 'sg-0123456789abcdef0', VpcId: 'vpc-0123456789abcdef0' };

let server: LocalAws;
const logged: Readonly<Record<string, string>>[] = [];

beforeAll(async () => {
  server = await startLocalAws(() => ({}));
});
afterAll(async () => server.stop());
beforeEach(() => {
  for (const client of [backup, ec2, iam, s3Control]) client.reset();
  logged.splice(0);
});

/** Handles an event whose answer goes to the server, and gives the answer back. */
async function answer(setting: string, value: unknown, overrides: Readonly<Record<string, unknown>> = {}): Promise<Response> {
  const event = customResourceEvent(setting, value, { ResponseURL: `${server.url}/answer`, ...overrides });
  await handle(event, { aws, endpoint: new URL(server.url), wait: () => Promise.resolve(), log: (record) => logged.push(record) });
  return JSON.parse(server.seen.at(-1)?.body ?? '') as Response;
}

/** An error as the SDK throws it: AWS's code is its name. */
function refusal(name: string): Error {
  return Object.assign(new Error('refused'), { name });
}

describe('handle', () => {
  it('blocks public access to every bucket of the account', async () => {
    const wanted = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
    s3Control.on(PutPublicAccessBlockCommand).resolves({}).on(GetPublicAccessBlockCommand).resolves({ PublicAccessBlockConfiguration: wanted });
    expect(await answer('s3-public-access-block', wanted)).toMatchObject({ Status: 'SUCCESS' });
    expect(s3Control.commandCalls(PutPublicAccessBlockCommand)[0]?.args[0].input).toEqual({
      AccountId: '111122223333',
      PublicAccessBlockConfiguration: wanted,
    });
  });

  it('opts in to backups of every kind of store', async () => {
    const kinds = { Aurora: true, DynamoDB: true, S3: true };
    backup
      .on(UpdateRegionSettingsCommand)
      .resolves({})
      .on(DescribeRegionSettingsCommand)
      .resolves({ ResourceTypeOptInPreference: { ...kinds, EBS: false }, ResourceTypeManagementPreference: { DynamoDB: true } });
    expect(await answer('backup-opt-in', { ...kinds, ManagesDynamoDB: 'true' })).toMatchObject({ Status: 'SUCCESS' });
    expect(backup.commandCalls(UpdateRegionSettingsCommand)[0]?.args[0].input).toEqual({
      ResourceTypeOptInPreference: kinds,
      ResourceTypeManagementPreference: { DynamoDB: true },
    });
  });

  it('fails when a kind of store stays out of backups', async () => {
    backup
      .on(UpdateRegionSettingsCommand)
      .resolves({})
      .on(DescribeRegionSettingsCommand)
      .resolves({ ResourceTypeOptInPreference: { Aurora: false } });
    const answered = await answer('backup-opt-in', { Aurora: true, DynamoDB: true, S3: true, ManagesDynamoDB: true });
    expect(answered).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Aurora is false, not true') as string });
  });

  it('sets the password policy', async () => {
    const flags = {
      RequireLowercaseCharacters: true,
      RequireUppercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      AllowUsersToChangePassword: true,
    };
    const wanted = { ...flags, MinimumPasswordLength: 14, MaxPasswordAge: 90, PasswordReusePrevention: 24 };
    iam
      .on(UpdateAccountPasswordPolicyCommand)
      .resolves({})
      .on(GetAccountPasswordPolicyCommand)
      .resolves({ PasswordPolicy: { ...wanted, ExpirePasswords: true } });
    expect(await answer('iam-password-policy', wanted)).toMatchObject({ Status: 'SUCCESS' });
    expect(iam.commandCalls(UpdateAccountPasswordPolicyCommand)[0]?.args[0].input).toEqual(wanted);
  });

  it('blocks the sharing of snapshots and demands session tokens of instances', async () => {
    ec2.on(EnableSnapshotBlockPublicAccessCommand).resolves({}).on(GetSnapshotBlockPublicAccessStateCommand).resolves({ State: 'block-all-sharing' });
    ec2
      .on(ModifyInstanceMetadataDefaultsCommand)
      .resolves({})
      .on(GetInstanceMetadataDefaultsCommand)
      .resolves({ AccountLevel: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } });
    expect(await answer('ebs-snapshot-block-public-access', { State: 'block-all-sharing' })).toMatchObject({ Status: 'SUCCESS' });
    expect(await answer('instance-metadata-defaults', { HttpTokens: 'required', HttpPutResponseHopLimit: '1' })).toMatchObject({ Status: 'SUCCESS' });
  });

  it('waits for an answer that lags behind', async () => {
    ec2.on(EnableEbsEncryptionByDefaultCommand).resolves({});
    ec2.on(GetEbsEncryptionByDefaultCommand).resolvesOnce({ EbsEncryptionByDefault: false }).resolves({ EbsEncryptionByDefault: true });
    expect(await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' })).toMatchObject({ Status: 'SUCCESS' });
  });

  it.each([
    ['EC2', 'UnauthorizedOperation'],
    ['IAM', 'AccessDenied'],
  ])('asks again when %s does not know yet what was granted a moment ago', async (_service, name) => {
    ec2.on(EnableEbsEncryptionByDefaultCommand).rejectsOnce(refusal(name)).resolves({});
    ec2.on(GetEbsEncryptionByDefaultCommand).resolves({ EbsEncryptionByDefault: true });
    expect(await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' })).toMatchObject({ Status: 'SUCCESS' });
    expect(ec2.commandCalls(EnableEbsEncryptionByDefaultCommand)).toHaveLength(2);
  });

  it('fails in the end when the right is never granted', async () => {
    ec2.on(EnableEbsEncryptionByDefaultCommand).rejects(refusal('UnauthorizedOperation'));
    expect(await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' })).toMatchObject({
      Status: 'FAILED',
      Reason: 'UnauthorizedOperation: refused',
    });
    expect(ec2.commandCalls(EnableEbsEncryptionByDefaultCommand)).toHaveLength(6);
  });

  it('asks once only when AWS refuses for another reason', async () => {
    ec2.on(EnableEbsEncryptionByDefaultCommand).rejects(refusal('InvalidParameterValue'));
    expect(await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' })).toMatchObject({ Status: 'FAILED' });
    expect(ec2.commandCalls(EnableEbsEncryptionByDefaultCommand)).toHaveLength(1);
  });

  it('fails when the setting reads back otherwise, and says how', async () => {
    ec2.on(EnableEbsEncryptionByDefaultCommand).resolves({}).on(GetEbsEncryptionByDefaultCommand).resolves({ EbsEncryptionByDefault: false });
    const { Status, Reason } = await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' });
    expect(Status).toBe('FAILED');
    expect(Reason).toContain('ReadBackError: ebs-encryption-by-default was set, and reads back otherwise: EbsEncryptionByDefault is false, not true');
  });

  it('fails with what AWS said, kept short', async () => {
    ec2.on(EnableEbsEncryptionByDefaultCommand).rejects(new Error('x'.repeat(5000)));
    const { Status, Reason } = await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' });
    expect(Status).toBe('FAILED');
    expect(Reason).toHaveLength(1000);
  });

  it('fails an unknown setting and a weak value without a call', async () => {
    expect(await answer('delete-everything', {})).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('InvalidRequestError') as string });
    expect(await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'false' })).toMatchObject({ Status: 'FAILED' });
    expect(ec2.calls()).toHaveLength(0);
  });

  it('logs who asked and what came of it, and no value or address', async () => {
    ec2.on(EnableEbsEncryptionByDefaultCommand).resolves({}).on(GetEbsEncryptionByDefaultCommand).resolves({ EbsEncryptionByDefault: true });
    await answer('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' });
    expect(logged).toEqual([
      {
        request: '9d2c1f6e-0000-1111-2222-333344445555',
        type: 'Create',
        resource: 'AccountSettings',
        Status: 'SUCCESS',
        Reason: 'Set and read back.',
        PhysicalResourceId: 'ebs-encryption-by-default',
      },
    ]);
  });
});

describe('a deletion', () => {
  it('leaves the setting in place, whatever its properties have become', async () => {
    const deleted = await answer('delete-everything', {}, { RequestType: 'Delete', PhysicalResourceId: 'ebs-encryption-by-default' });
    expect(deleted).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'ebs-encryption-by-default' });
    expect(ec2.calls()).toHaveLength(0);
  });
});

describe('the default security group', () => {
  const rule = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

  it('loses every rule, in both directions', async () => {
    const group = { ...GROUP, GroupName: 'default' };
    ec2
      .on(DescribeSecurityGroupsCommand)
      .resolvesOnce({ SecurityGroups: [{ ...group, IpPermissions: [rule], IpPermissionsEgress: [rule] }] })
      .resolves({ SecurityGroups: [group] });
    expect(await answer('empty-default-security-group', GROUP)).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: `empty-default-security-group/${GROUP.GroupId}`,
    });
    expect(ec2.commandCalls(RevokeSecurityGroupIngressCommand)[0]?.args[0].input).toEqual({ GroupId: GROUP.GroupId, IpPermissions: [rule] });
    expect(ec2.commandCalls(RevokeSecurityGroupEgressCommand)[0]?.args[0].input).toEqual({ GroupId: GROUP.GroupId, IpPermissions: [rule] });
  });

  it('is left alone when it is empty', async () => {
    ec2.on(DescribeSecurityGroupsCommand).resolves({ SecurityGroups: [{ ...GROUP, GroupName: 'default' }] });
    expect(await answer('empty-default-security-group', GROUP)).toMatchObject({ Status: 'SUCCESS' });
    expect(ec2.commandCalls(RevokeSecurityGroupIngressCommand)).toHaveLength(0);
  });

  it.each([
    ['another group', { ...GROUP, GroupName: 'application' }],
    ['the default group of another VPC', { ...GROUP, GroupName: 'default', VpcId: 'vpc-99999999' }],
  ])('is not confused with %s, which keeps its rules', async (_what, group) => {
    ec2.on(DescribeSecurityGroupsCommand).resolves({ SecurityGroups: [{ ...group, IpPermissions: [rule] }] });
    expect(await answer('empty-default-security-group', GROUP)).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('NotTheDefaultGroupError') as string,
    });
    expect(ec2.commandCalls(RevokeSecurityGroupIngressCommand)).toHaveLength(0);
  });
});

describe('the service-linked role', () => {
  const role = { Role: { RoleName: 'AWSServiceRoleForConfig' } as never };

  it('is made before it is read, as reading a role that is missing is denied', async () => {
    iam.on(GetRoleCommand).callsFake(() => (iam.commandCalls(CreateServiceLinkedRoleCommand).length === 0 ? Promise.reject(new Error('AccessDenied')) : role));
    iam.on(CreateServiceLinkedRoleCommand).resolves({});
    expect(await answer('service-linked-role', { ServiceName: 'config.amazonaws.com' })).toMatchObject({ Status: 'SUCCESS' });
  });

  it('is left alone where the account has it', async () => {
    const message = 'Service role name AWSServiceRoleForConfig has been taken in this account, please try a different suffix.';
    iam.on(CreateServiceLinkedRoleCommand).rejects(new InvalidInputException({ message, $metadata: {} }));
    iam.on(GetRoleCommand).resolves(role);
    expect(await answer('service-linked-role', { ServiceName: 'config.amazonaws.com' })).toMatchObject({ Status: 'SUCCESS' });
  });

  it('fails when IAM refuses it for another reason', async () => {
    iam.on(CreateServiceLinkedRoleCommand).rejects(new InvalidInputException({ message: 'Service config.amazonaws.com is not supported.', $metadata: {} }));
    iam.on(GetRoleCommand).resolves(role);
    expect(await answer('service-linked-role', { ServiceName: 'config.amazonaws.com' })).toMatchObject({ Status: 'FAILED' });
  });

  it('fails when the account may not be read', async () => {
    iam.on(CreateServiceLinkedRoleCommand).resolves({});
    iam.on(GetRoleCommand).rejects(new Error('AccessDenied'));
    expect(await answer('service-linked-role', { ServiceName: 'config.amazonaws.com' })).toMatchObject({ Status: 'FAILED' });
  });
});

describe('an event that nobody can be answered for', () => {
  const surroundings = { aws, endpoint: undefined, wait: () => Promise.resolve(), log: () => undefined };

  it("is refused when it isn't CloudFormation's", async () => {
    const handled = handle({ Records: [] }, surroundings);
    await expect(handled).rejects.toThrow(InvalidRequestError);
    await expect(handled).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('is refused when the answer would go elsewhere, before anything is set', async () => {
    const handled = handle(customResourceEvent('ebs-encryption-by-default', {}, { ResponseURL: 'https://example.com/answer' }), surroundings);
    await expect(handled).rejects.toThrow(UnsafeResponseAddressError);
    await expect(handled).rejects.toMatchObject({ code: 'unsafe-response-address' });
    expect(ec2.calls()).toHaveLength(0);
  });
});
