import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import { DeleteRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { DisableKeyRotationCommand } from '@aws-sdk/client-kms';
import { DeleteBucketEncryptionCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import type { DeployedEnvironment } from '../../../lib/local/deploy-environment';
import { readBack, type ReadBackRow } from '../../../lib/local/read-back/read-back';
import { idOf } from '../../../lib/local/smoke/flow';
import { startDeployed } from '../support/local-clouds';

let deployed: DeployedEnvironment;
beforeAll(async () => {
  deployed = await startDeployed();
});
afterAll(() => deployed.cloud.stop());

async function dropped(): Promise<readonly string[]> {
  const { rows } = await readBack(deployed.graph, deployed.names, deployed.cloud.clients, deployed.standings);
  return rows.filter(({ outcome }) => outcome === 'dropped').map(({ path, property }: ReadBackRow) => `${path} ${property}`);
}

describe('the read-back of a deployment', () => {
  it('finds each property as the templates ask for it, and counts what is only recorded beside it', async () => {
    const { rows, recorded } = await readBack(deployed.graph, deployed.names, deployed.cloud.clients, deployed.standings);
    expect(rows.filter(({ outcome }) => outcome === 'dropped')).toEqual([]);
    expect(rows.filter(({ outcome }) => outcome === 'held').length).toBeGreaterThan(500);
    expect(rows.filter(({ type }) => recorded.has(type))).toEqual([]);
    expect([...recorded.keys()]).toContain('AWS::EC2::NatGateway');
    const read = new Set(rows.map(({ path }) => path)).size;
    const onlyRecorded = [...recorded.values()].reduce((sum, count) => sum + count, 0);
    expect(read + onlyRecorded).toBe(deployed.graph.resources.length);
  });

  it('misses nothing that is taken away behind the back of CloudFormation', async () => {
    const { ec2, iam, kms, s3 } = deployed.cloud.clients;
    const Bucket = idOf(deployed, 'AWS::S3::Bucket', 'LogArchive/AuditOneYear/Resource');
    await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { BlockPublicAcls: false, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      }),
    );
    await kms.send(new DisableKeyRotationCommand({ KeyId: idOf(deployed, 'AWS::KMS::Key', 'LogsKey/Resource') }));
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: idOf(deployed, 'AWS::IAM::Role', 'BreakGlass/Role/Resource') }));
    const GroupId = idOf(deployed, 'AWS::EC2::SecurityGroup', 'SecurityGroups/functions/Resource');
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    );
    const found = await dropped();
    expect(found).toEqual(
      expect.arrayContaining([
        'foundation/LogArchive/AuditOneYear/Resource BucketEncryption',
        'foundation/BreakGlass/Role/Resource PermissionsBoundary',
        'foundation/LogArchive/AuditOneYear/Resource PublicAccessBlockConfiguration',
        'foundation/LogsKey/Resource EnableKeyRotation',
        'network/SecurityGroups/functions/Resource SecurityGroupIngress',
      ]),
    );
  });
});
