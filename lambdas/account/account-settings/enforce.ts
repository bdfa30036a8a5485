import { ReadBackError } from '../../shared/errors';
import type { Wait } from '../../shared/wait';
import { differences } from '../domain/facts';
import type { Setting, SettingName, SettingValue } from '../domain/setting';
import type { Account, AccountSetting } from './account-setting';

type Loaded<Name extends SettingName> = () => Promise<AccountSetting<SettingValue<Name>>>;

/** The fixed list. Each is loaded when it is asked for, with the one client that it needs: an invocation makes one setting. */
const SETTINGS: { readonly [Name in SettingName]: Loaded<Name> } = {
  's3-public-access-block': async () => (await import('./settings/s3-public-access-block')).s3PublicAccessBlock,
  'iam-password-policy': async () => (await import('./settings/iam-password-policy')).iamPasswordPolicy,
  'ebs-encryption-by-default': async () => (await import('./settings/ebs-encryption-by-default')).ebsEncryptionByDefault,
  'ebs-snapshot-block-public-access': async () => (await import('./settings/ebs-snapshot-block-public-access')).ebsSnapshotBlockPublicAccess,
  'instance-metadata-defaults': async () => (await import('./settings/instance-metadata-defaults')).instanceMetadataDefaults,
  'service-linked-role': async () => (await import('./settings/service-linked-role')).serviceLinkedRole,
  'empty-default-security-group': async () => (await import('./settings/empty-default-security-group')).emptyDefaultSecurityGroup,
  'backup-opt-in': async () => (await import('./settings/backup-opt-in')).backupOptIn,
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
export async function enforce<Name extends SettingName>({ name, value }: Setting<Name>, account: Account, wait: Wait): Promise<void> {
  const load: Loaded<Name> = SETTINGS[name];
  const setting = await load();
  await untilGranted(() => setting.apply(value, account), wait);
  let open: readonly string[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    open = differences(setting.wanted(value), await setting.read(value, account));
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
