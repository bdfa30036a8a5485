import { CreateKeyCommand, DescribeKeyCommand } from '@aws-sdk/client-kms';
import { borrowRole } from '../../../../lib/local/smoke/borrow-role';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { PLACE } from '../../support/local-clouds';
import { allow, arnOfRole, create, roleWith } from '../../support/stacks';

const onlyFor = (arn: string) => allow('kms:DescribeKey', '*', { ArnEquals: { 'aws:PrincipalArn': arn } });

/** `principal_arn.py`. */
export function principalArnContract(cloud: () => LocalCloud): void {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
  describe('aws:PrincipalArn of a session', () => {
    const describeKeyAs = async (role: string) => {
      const { KeyMetadata } = await cloud().clients.kms.send(new CreateKeyCommand({}));
      const { kms } = await borrowRole(cloud(), PLACE, arnOfRole(role));
      return kms.send(new DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId }));
    };

    it('is the ARN of the role that it assumed', async () => {
      await create(cloud().clients, { Role: roleWith('contract-principal', onlyFor(arnOfRole('contract-principal'))) });
      await expect(describeKeyAs('contract-principal')).resolves.toBeDefined();
    });

    it("isn't the session's, so that a condition on that one refuses", async () => {
      const session = `arn:aws:sts::${PLACE.account}:assumed-role/contract-session/*`;
      await create(cloud().clients, { Role: roleWith('contract-session', allow('kms:DescribeKey', '*', { ArnLike: { 'aws:PrincipalArn': session } })) });
      await expect(describeKeyAs('contract-session')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    });

    it('is no other role', async () => {
      await create(cloud().clients, { Role: roleWith('contract-other', onlyFor(arnOfRole('contract-principal'))) });
      await expect(describeKeyAs('contract-other')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    });
  });
}
