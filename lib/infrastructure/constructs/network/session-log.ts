import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { VendedLogGroup } from './vended-log-group';

/** What a `SessionLog` is made from. */
export interface SessionLogProps {
  /** Names the log and gives its retention. */
  readonly environment: Environment;
  /** The key of log groups. */
  readonly logKey: IKey;
}

/**
 * Everything that is typed and shown in sessions of Session Manager, as it happens (NET-6). The document's name is the one
 * that AWS reads for the whole account and region, so that no session can be started around it; where the console has made
 * one already, delete that first.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-preferences-cli.html
 */
export class SessionLog extends Construct {
  /** Where sessions are logged. */
  readonly group: VendedLogGroup;

  constructor(scope: Construct, id: string, { environment, logKey }: SessionLogProps) {
    super(scope, id);
    this.group = new VendedLogGroup(this, 'Log', { environment, logKey, what: 'sessions' });
    new CfnDocument(this, 'Preferences', {
      name: 'SSM-SessionManagerRunShell',
      documentType: 'Session',
      documentFormat: 'JSON',
      updateMethod: 'NewVersion',
      content: preferences(this.group),
    });
  }
}

function preferences(group: VendedLogGroup): object {
  return {
    schemaVersion: '1.0',
    description: 'Sessions are streamed to an encrypted log group, or not opened',
    sessionType: 'Standard_Stream',
    inputs: {
      cloudWatchLogGroupName: group.logGroupName,
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      s3BucketName: '',
      s3KeyPrefix: '',
      s3EncryptionEnabled: true,
      kmsKeyId: '',
      runAsEnabled: false,
      idleSessionTimeout: '15',
      maxSessionDuration: '60',
    },
  };
}
