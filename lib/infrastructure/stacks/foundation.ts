import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { contract } from '../../../lambdas/account/account-settings/contract';
import { BaseStack } from '../base-stack';
import type { Bundles } from '../bundles';
import { functionActions } from '../contracts';
import { BreakGlass, breakGlassArnOf } from '../constructs/access/break-glass';
import { PermissionsBoundary } from '../constructs/access/permissions-boundary';
import { AccountSettings } from '../constructs/account/account-settings';
import { ConfigurationRecorder, configRoleArnOf } from '../constructs/account/configuration-recorder';
import { Trail } from '../constructs/account/trail';
import { TrailAlarms } from '../constructs/account/trail-alarms';
import { BaselineFunction } from '../constructs/function/baseline-function';
import { FunctionBasics } from '../constructs/function/function-basics';
import { AuditKey } from '../constructs/keys/audit-key';
import { auditKeyArnOf } from '../constructs/keys/audit-key-arn';
import { LogsKey } from '../constructs/keys/logs-key';
import { MessagesKey } from '../constructs/keys/messages-key';
import { SecretsKey } from '../constructs/keys/secrets-key';
import { archiveBuckets, type ArchiveBuckets } from '../constructs/log-archive/archive-buckets';
import { archivePatterns } from '../constructs/log-archive/bucket-names';
import { LogArchive } from '../constructs/log-archive/log-archive';
import { AlarmTopics } from '../constructs/messages/alarm-topics';
import { DeadLetterQueue } from '../constructs/messages/dead-letter-queue';
import type { Environment } from '../environments/environment';

/** What the foundation offers to the stacks after it. */
export interface Foundation {
  readonly keys: {
    /** Encrypts the log groups of CloudWatch Logs in the environment's account. */
    readonly logs: IKey;
    /** Encrypts topics and queues. */
    readonly messages: IKey;
    /** Encrypts secrets and the environment of functions. */
    readonly secrets: IKey;
  };
  /** Topics by severity. The name of an alarm that publishes to them starts with `ringwall-<environment>-`. */
  readonly alarmTopics: { readonly critical: ITopic; readonly high: ITopic };
  /** Buckets of the log archive, known by name, in whichever account they stand. */
  readonly logArchive: ArchiveBuckets;
  /** The one function behind custom resources, for the constructs of `constructs/account`. */
  readonly accountSettings: IFunction;
  /** Caps every role of the environment. */
  readonly permissionsBoundary: IManagedPolicy;
}

/** What the foundation is made from. */
export interface FoundationStackProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
}

/** What everything else stands on: keys, log archive, trail, recorder, permissions boundary, account settings, alarm topics. */
export class FoundationStack extends BaseStack implements Foundation {
  readonly keys: Foundation['keys'];
  readonly alarmTopics: AlarmTopics;
  readonly logArchive: ArchiveBuckets;
  readonly accountSettings: IFunction;
  readonly permissionsBoundary: PermissionsBoundary;

  constructor(scope: Construct, id: string, { environment, bundles }: FoundationStackProps) {
    super(scope, id, { environment, description: 'Foundation: keys, log archive, trail, recorder, boundary, account settings, alarm topics' });
    const { accountServices } = environment;

    this.permissionsBoundary = new PermissionsBoundary(this, 'PermissionsBoundary', {
      environment,
      functionActions: functionActions(),
      logBuckets: archivePatterns(),
    });
    const breakGlass = new BreakGlass(this, 'BreakGlass', environment);
    const keyProps = { environment, breakGlassArn: breakGlassArnOf(this, environment) };
    const logs = new LogsKey(this, 'LogsKey', keyProps);
    const messages = new MessagesKey(this, 'MessagesKey', keyProps);
    const secrets = new SecretsKey(this, 'SecretsKey', keyProps);
    this.keys = { logs, messages, secrets };

    const auditKey = environment.logArchiveAccount === null ? new AuditKey(this, 'AuditKey', keyProps) : undefined;
    const archive = auditKey && new LogArchive(this, 'LogArchive', { environment, auditKey, breakGlass: breakGlass.role });
    this.logArchive = archiveBuckets(this, environment);
    breakGlass.mayRescue(logs, ...(auditKey === undefined ? [] : [auditKey]));

    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { environment, stack: id, messagesKey: messages });
    this.alarmTopics = new AlarmTopics(this, 'Alarms', { environment, messagesKey: messages, deadLetters: deadLetters.queue });
    deadLetters.alarmTo(this.alarmTopics.high);

    const settings = new BaselineFunction(this, 'AccountSettingsFunction', {
      environment,
      bundles,
      contract,
      logsKey: logs,
      secretsKey: secrets,
      messagesKey: messages,
      deadLetters: deadLetters.queue,
      alarmTopic: this.alarmTopics.high,
      basics: new FunctionBasics(this, 'FunctionBasics', { environment, stack: id, inNetwork: false }),
      place: { outsideBecause: 'It makes the account-wide settings before there is a network.' },
      variables: { ACCOUNT: environment.account },
      resources: { account: ['*'], serviceLinkedRole: [configRoleArnOf(environment)], defaultSecurityGroup: [] },
    });
    this.accountSettings = settings.function;
    if (accountServices.accountSettings === 'create') new AccountSettings(this, 'AccountSettings', { accountSettings: this.accountSettings });

    const auditKeyArn = auditKey?.keyArn ?? auditKeyArnOf(environment);
    if (accountServices.cloudTrail === 'create') {
      const { auditOneYear, auditTwoYears } = this.logArchive;
      const trail = new Trail(this, 'Trail', { environment, archive: auditTwoYears, watched: [auditOneYear, auditTwoYears], auditKeyArn, logsKey: logs });
      if (archive !== undefined) trail.node.addDependency(archive);
      new TrailAlarms(this, 'TrailAlarms', { environment, logGroup: trail.logGroup, topic: this.alarmTopics.critical, breakGlassArn: keyProps.breakGlassArn });
    }
    if (accountServices.config === 'create') {
      const recorder = new ConfigurationRecorder(this, 'Recorder', {
        environment,
        delivery: this.logArchive.configSnapshots,
        auditKeyArn,
        accountSettings: this.accountSettings,
      });
      if (archive !== undefined) recorder.node.addDependency(archive);
    }
  }
}
