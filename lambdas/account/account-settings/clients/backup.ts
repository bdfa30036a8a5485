import { BackupClient } from '@aws-sdk/client-backup';

/** Made when the first setting needs it. */
export const backup = new BackupClient({});
