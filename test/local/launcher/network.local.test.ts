import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  DisableEbsEncryptionByDefaultCommand,
  EnableEbsEncryptionByDefaultCommand,
  EnableSnapshotBlockPublicAccessCommand,
  GetEbsEncryptionByDefaultCommand,
  GetInstanceMetadataDefaultsCommand,
  GetSnapshotBlockPublicAccessStateCommand,
  ModifyInstanceMetadataDefaultsCommand,
} from '@aws-sdk/client-ec2';
import { StackFailedError } from '../../../lib/local/errors';
import { startEmulatorAlone, type EmulatorAlone } from '../support/local-clouds';
import { create } from '../support/stacks';

let alone: EmulatorAlone;
beforeAll(async () => {
  alone = await startEmulatorAlone();
});
afterAll(() => alone.stop());

const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
const closed = [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86 }];
const group = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'contract', VpcId: { Ref: 'Vpc' }, SecurityGroupEgress: closed } };
const GroupId = { 'Fn::GetAtt': ['Group', 'GroupId'] };

async function physicalId(StackName: string, logicalId: string): Promise<string> {
  const { StackResources = [] } = await alone.clients.cloudFormation.send(new DescribeStackResourcesCommand({ StackName }));
  return StackResources.find(({ LogicalResourceId }) => LogicalResourceId === logicalId)?.PhysicalResourceId ?? '';
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html
describe('a security group rule that stands alone', () => {
  it('stands in its group, with groups, networks and prefix lists as peers', async () => {
    const tcp = { GroupId, IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
    const stack = await create(alone.clients, {
      Vpc: vpc,
      Group: group,
      FromGroup: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { ...tcp, SourceSecurityGroupId: GroupId, Description: 'ours' } },
      FromList: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { ...tcp, SourcePrefixListId: 'pl-a3a144ca', Description: 'cloudfront' } },
      ToNetwork: { Type: 'AWS::EC2::SecurityGroupEgress', Properties: { ...tcp, CidrIp: '10.0.0.0/16' } },
    });
    const id = await physicalId(stack, 'Group');
    const { SecurityGroups } = await alone.clients.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
    const { IpPermissions = [], IpPermissionsEgress = [] } = SecurityGroups?.[0] ?? {};
    expect(IpPermissions.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs)).toMatchObject([{ GroupId: id, Description: 'ours' }]);
    expect(IpPermissions.flatMap(({ PrefixListIds = [] }) => PrefixListIds)).toEqual([{ PrefixListId: 'pl-a3a144ca', Description: 'cloudfront' }]);
    expect(IpPermissionsEgress.flatMap(({ IpRanges = [] }) => IpRanges.map(({ CidrIp }) => CidrIp))).toEqual(['255.255.255.255/32', '10.0.0.0/16']);
    expect(await physicalId(stack, 'FromList')).toMatch(/^sgr-/);
  });

  it('refuses a peer that nobody carries over', async () => {
    const Properties = { GroupId, IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupName: 'other' };
    const failed = create(alone.clients, { Vpc: vpc, Group: group, Rule: { Type: 'AWS::EC2::SecurityGroupIngress', Properties } });
    await expect(failed).rejects.toThrow(StackFailedError);
    await expect(failed).rejects.toThrow(/SourceSecurityGroupName/);
  });

  it('refuses a group that is not there', async () => {
    const Properties = { GroupId: 'sg-00000000000000000', IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' };
    await expect(create(alone.clients, { Rule: { Type: 'AWS::EC2::SecurityGroupIngress', Properties } })).rejects.toThrow(/InvalidGroup.NotFound/);
  });
});

// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
describe('an endpoint', () => {
  it('is described with its policy', async () => {
    const PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::some&other/*' }],
    };
    const Properties = { VpcId: { Ref: 'Vpc' }, ServiceName: 'com.amazonaws.eu-central-1.s3', VpcEndpointType: 'Gateway', PolicyDocument };
    const stack = await create(alone.clients, { Vpc: vpc, Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties } });
    const { VpcEndpoints } = await alone.clients.ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [await physicalId(stack, 'Endpoint')] }));
    expect(JSON.parse(VpcEndpoints?.[0]?.PolicyDocument ?? '')).toEqual(PolicyDocument);
  });
});

describe('the settings of the account in a region', () => {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableEbsEncryptionByDefault.html
  it('encrypt new volumes once enabled, and no longer once disabled', async () => {
    const { ec2 } = alone.clients;
    const read = async () => (await ec2.send(new GetEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault;
    expect(await read()).toBe(false);
    expect((await ec2.send(new EnableEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault).toBe(true);
    expect(await read()).toBe(true);
    await ec2.send(new DisableEbsEncryptionByDefaultCommand({}));
    expect(await read()).toBe(false);
  });

  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableSnapshotBlockPublicAccess.html
  it('block sharing of snapshots, and refuse an unknown state', async () => {
    const { ec2 } = alone.clients;
    const read = async () => (await ec2.send(new GetSnapshotBlockPublicAccessStateCommand({}))).State;
    expect(await read()).toBe('unblocked');
    await ec2.send(new EnableSnapshotBlockPublicAccessCommand({ State: 'block-all-sharing' }));
    expect(await read()).toBe('block-all-sharing');
    await expect(ec2.send(new EnableSnapshotBlockPublicAccessCommand({ State: 'unblocked' }))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
  it('keep the metadata defaults that were given, and those given before', async () => {
    const { ec2 } = alone.clients;
    await ec2.send(new ModifyInstanceMetadataDefaultsCommand({ HttpTokens: 'required' }));
    await ec2.send(new ModifyInstanceMetadataDefaultsCommand({ HttpPutResponseHopLimit: 1 }));
    const { AccountLevel } = await ec2.send(new GetInstanceMetadataDefaultsCommand({}));
    expect(AccountLevel).toEqual({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
  });
});
