import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { admitAccessLogs, admitConfig, admitLoadBalancerLogs, admitLogDelivery, admitTrails } from './deliveries';
import { DeliveryBucket } from './delivery-bucket';
import { LockedBucket } from './locked-bucket';
import { ReplicationRole } from './replication-role';

/** What a `LogArchive` is made from. */
export interface LogArchiveProps {
  readonly environment: Environment;
  readonly auditKey: IKey;
  readonly breakGlass: IRole;
}

/**
 * The log archive (AUD-3): two locked buckets, by how long their class is kept, and a delivery bucket for each service that
 * can't write to a locked one. Each bucket comes after those that it copies to and logs to.
 */
export class LogArchive extends Construct {
  constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id);
    const { environment, auditKey } = props;
    const { auditOneYearDays, auditTwoYearDays } = environment.retention;
    const role = new ReplicationRole(this, 'ReplicationRole', { environment, auditKey }).withoutPolicyUpdates();

    const oneYear = new LockedBucket(this, 'AuditOneYear', { ...props, name: 'audit-1y', lockDays: auditOneYearDays });
    const intoOneYear = { ...props, archive: oneYear, replicationRole: role };
    const accessLogs = new DeliveryBucket(this, 'AccessLogs', { ...intoOneYear, name: 'access-logs', encryption: 's3-only' });
    const twoYears = new LockedBucket(this, 'AuditTwoYears', { ...props, name: 'audit-2y', lockDays: auditTwoYearDays, accessLogs });
    const intoTwoYears = { ...props, archive: twoYears, replicationRole: role };
    const config = new DeliveryBucket(this, 'Config', { ...intoTwoYears, name: 'config', encryption: 'kms', accessLogs });
    const loadBalancers = new DeliveryBucket(this, 'LoadBalancerLogs', { ...intoOneYear, name: 'load-balancer-logs', encryption: 's3-only', accessLogs });
    const webAcls = new DeliveryBucket(this, 'WafLogs', { ...intoOneYear, name: 'waf-logs', encryption: 'kms', accessLogs });

    for (const locked of [oneYear, twoYears]) locked.allow('ReplicationWrites', role, ['s3:GetBucketVersioning', 's3:ReplicateObject', 's3:ReplicateTags']);
    admitLogDelivery(oneYear, environment);
    admitTrails(twoYears, environment);
    admitAccessLogs(accessLogs, environment);
    admitConfig(config, environment);
    admitLoadBalancerLogs(loadBalancers, environment);
    admitLogDelivery(webAcls, environment);
  }
}
