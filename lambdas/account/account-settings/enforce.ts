import { ReadBackError } from '../../shared/errors';
import type { Wait } from '../../shared/wait';
import { differences } from '../domain/facts';
import type { Setting, SettingName, SettingValue } from '../domain/setting';
import type { AccountSetting, Aws } from './account-setting';
import { backupOptIn } from './settings/backup-opt-in';
import { ebsEncryptionByDefault } from './settings/ebs-encryption-by-default';
import { ebsSnapshotBlockPublicAccess } from './settings/ebs-snapshot-block-public-access';
import { emptyDefaultSecurityGroup } from './settings/empty-default-security-group';
import { iamPasswordPolicy } from './settings/iam-password-policy';
import { instanceMetadataDefaults } from './settings/instance-metadata-defaults';
import { s3PublicAccessBlock } from './settings/s3-public-access-block';
import { serviceLinkedRole } from './settings/service-linked-role';

/** The fixed list. */
const SETTINGS: { readonly [Name in SettingName]: AccountSetting<SettingValue<Name>> } = {
  's3-public-access-block': s3PublicAccessBlock,
  'iam-password-policy': iamPasswordPolicy,
  'ebs-encryption-by-default': ebsEncryptionByDefault,
  'ebs-snapshot-block-public-access': ebsSnapshotBlockPublicAccess,
  'instance-metadata-defaults': instanceMetadataDefaults,
  'service-linked-role': serviceLinkedRole,
  'empty-default-security-group': emptyDefaultSecurityGroup,
  'backup-opt-in': backupOptIn,
};

/** Some of these APIs answer from copies that lag behind by seconds, and so does IAM with a right just granted. */
const ATTEMPTS = 6;
const PAUSE_MILLISECONDS = 3000;

/** How AWS says that the caller has no right: EC2 in one way, IAM and S3 in the other. */
const REFUSALS: ReadonlySet<string> = new Set(['UnauthorizedOperation', 'AccessDenied']);

/**
 * Makes a setting and reads it back until it holds. A refusal is asked again, as the stack may have granted the right a
 * moment ago.
 * @throws {ReadBackError} when it still reads otherwise in the end
 */
export async function enforce<Name extends SettingName>({ name, value }: Setting<Name>, aws: Aws, wait: Wait): Promise<void> {
  const setting: AccountSetting<SettingValue<Name>> = SETTINGS[name];
  await untilGranted(() => setting.apply(value, aws), wait);
  let open: readonly string[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    open = differences(setting.wanted(value), await setting.read(value, aws));
    if (open.length === 0) return;
    if (attempt < ATTEMPTS) await wait(PAUSE_MILLISECONDS);
  }
  throw new ReadBackError(name, open);
}

async function untilGranted(call: () => Promise<void>, wait: Wait): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await call();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error) || !REFUSALS.has(error.name)) throw error;
      await wait(PAUSE_MILLISECONDS);
    }
  }
}
