import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { tagName } from './tag-name';
import type { Vpc } from './vpc';

/**
 * What is known of a flow: AWS's default, and beside it the packet's own ends (behind NAT and endpoints the interface's
 * differ), where it happened, TCP's flags (who opened the connection) and the way that it took.
 */
const FIELDS = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
  'vpc-id',
  'subnet-id',
  'az-id',
  'tcp-flags',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'pkt-src-aws-service',
  'pkt-dst-aws-service',
  'flow-direction',
  'traffic-path',
  'reject-reason',
];

/** What `FlowLogs` are made from. */
export interface FlowLogsProps {
  /** Names them. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  /** The bucket of the log archive. */
  readonly archive: IBucket;
}

/** All traffic of the VPC, accepted and rejected, to the log archive within minutes (NET-9). */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { environment, vpc, archive }: FlowLogsProps) {
    super(scope, id);
    const log = new CfnFlowLog(this, 'Resource', {
      resourceType: 'VPC',
      resourceId: vpc.id,
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: archive.bucketArn,
      logFormat: FIELDS.map((field) => `\${${field}}`).join(' '),
      maxAggregationInterval: 60,
      destinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: false, PerHourPartition: true },
    });
    tagName(log, environment, 'flow-logs');
  }
}
