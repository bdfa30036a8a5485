import { BackupClient } from '@aws-sdk/client-backup';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { localEndpoint } from '../../shared/endpoint';
import { variable } from '../../shared/variable';
import { wait } from '../../shared/wait';
import { handle } from './handle';

const endpoint = localEndpoint(process.env);
/** S3 Control writes the account before the host name, under which nothing listens on loopback. */
const local = endpoint && { endpointProvider: () => ({ url: endpoint }) };
const aws = {
  account: variable('ACCOUNT'),
  backup: new BackupClient({}),
  ec2: new EC2Client({}),
  iam: new IAMClient({}),
  s3Control: new S3ControlClient({ ...local }),
};

/** The one custom resource behind `Custom::AccountSetting`. */
export async function handler(event: unknown): Promise<void> {
  await handle(event, {
    aws,
    endpoint,
    wait,
    log: (record) => {
      process.stdout.write(`${JSON.stringify(record)}\n`);
    },
  });
}
