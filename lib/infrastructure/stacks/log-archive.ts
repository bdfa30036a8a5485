import type { Construct } from 'constructs';
import { BaseStack } from '../base-stack';
import { BreakGlass, breakGlassArnOf } from '../constructs/access/break-glass';
import { PermissionsBoundary } from '../constructs/access/permissions-boundary';
import { Trail } from '../constructs/account/trail';
import { TrailAlarms } from '../constructs/account/trail-alarms';
import { AuditKey } from '../constructs/keys/audit-key';
import { LogsKey } from '../constructs/keys/logs-key';
import { MessagesKey } from '../constructs/keys/messages-key';
import { archiveBuckets } from '../constructs/log-archive/archive-buckets';
import { archivePatterns } from '../constructs/log-archive/bucket-names';
import { LogArchive } from '../constructs/log-archive/log-archive';
import { AlarmTopics } from '../constructs/messages/alarm-topics';
import { DeadLetterQueue } from '../constructs/messages/dead-letter-queue';
import type { Environment } from '../environments/environment';
import { archiveAccountOf } from '../names';

/** What the log archive's stack is made from. */
export interface LogArchiveStackProps {
  readonly environment: Environment;
}

/**
 * The log archive in an account of its own, out of reach of whoever takes the environment's: with its own break-glass role,
 * and its own trail and alarms, so that an attempt on the archive is noticed where it happens.
 */
export class LogArchiveStack extends BaseStack {
  constructor(scope: Construct, id: string, { environment }: LogArchiveStackProps) {
    super(scope, id, {
      environment,
      account: archiveAccountOf(environment),
      description: 'Log archive: locked and delivery buckets, their key, and who watches them',
    });

    new PermissionsBoundary(this, 'PermissionsBoundary', { environment, functionActions: [], logBuckets: archivePatterns() });
    const breakGlass = new BreakGlass(this, 'BreakGlass', environment);
    const keyProps = { environment, breakGlassArn: breakGlassArnOf(this, environment) };
    const auditKey = new AuditKey(this, 'AuditKey', keyProps);
    const logsKey = new LogsKey(this, 'LogsKey', keyProps);
    const messagesKey = new MessagesKey(this, 'MessagesKey', keyProps);
    breakGlass.mayRescue(auditKey, logsKey);
    const archive = new LogArchive(this, 'LogArchive', { environment, auditKey, breakGlass: breakGlass.role });

    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { environment, stack: id, messagesKey });
    const topics = new AlarmTopics(this, 'Alarms', { environment, messagesKey, deadLetters: deadLetters.queue });
    deadLetters.alarmTo(topics.high);
    if (environment.accountServices.cloudTrail === 'create') {
      const { auditOneYear, auditTwoYears } = archiveBuckets(this, environment);
      const trail = new Trail(this, 'Trail', {
        environment,
        archive: auditTwoYears,
        watched: [auditOneYear, auditTwoYears],
        auditKeyArn: auditKey.keyArn,
        logsKey,
      });
      trail.node.addDependency(archive);
      new TrailAlarms(this, 'TrailAlarms', { environment, logGroup: trail.logGroup, topic: topics.critical, breakGlassArn: keyProps.breakGlassArn });
    }
  }
}
