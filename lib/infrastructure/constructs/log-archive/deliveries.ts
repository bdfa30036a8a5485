import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Environment } from '../../environments/environment';
import { accountsOf, logSourcesOf, trailArnsOf } from '../../names';
import { bucketPatternsOf } from './bucket-names';

/** Which service delivers, on whose behalf and where below the bucket. */
interface Delivery {
  readonly sid: string;
  readonly service: string;
  /** Keys under which it writes. */
  readonly keys: string[];
  readonly conditions: Record<string, Record<string, string | string[]>>;
  /**
   * What it reads of the bucket before it delivers.
   * @default - nothing
   */
  readonly looks?: string[];
}

/** The trails of the environment's accounts (AUD-6). */
export function admitTrails(bucket: Bucket, environment: Environment): void {
  admit(bucket, {
    sid: 'Trail',
    service: 'cloudtrail.amazonaws.com',
    keys: accountsOf(environment).map((account) => `AWSLogs/${account}/*`),
    conditions: { StringEquals: { 'aws:SourceArn': trailArnsOf(environment) } },
    looks: ['s3:GetBucketAcl'],
  });
}

/** Flow, DNS, firewall and web ACL logs of the environment. */
export function admitLogDelivery(bucket: Bucket, environment: Environment): void {
  const { account } = environment;
  admit(bucket, {
    sid: 'LogDelivery',
    service: 'delivery.logs.amazonaws.com',
    keys: [`AWSLogs/${account}/*`],
    conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': logSourcesOf(environment) } },
    looks: ['s3:GetBucketAcl', 's3:ListBucket'],
  });
}

/** Snapshots and history of AWS Config. */
export function admitConfig(bucket: Bucket, { account }: Environment): void {
  admit(bucket, {
    sid: 'Config',
    service: 'config.amazonaws.com',
    keys: [`AWSLogs/${account}/Config/*`],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
    looks: ['s3:GetBucketAcl', 's3:ListBucket'],
  });
}

/** Accesses to the buckets of the account, those of later stacks too. */
export function admitAccessLogs(bucket: Bucket, environment: Environment): void {
  admit(bucket, {
    sid: 'AccessLogs',
    service: 'logging.s3.amazonaws.com',
    keys: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': bucket.env.account }, ArnLike: { 'aws:SourceArn': bucketPatternsOf(environment) } },
  });
}

/** Requests that load balancers of the environment took. */
export function admitLoadBalancerLogs(bucket: Bucket, { account, region }: Environment): void {
  admit(bucket, {
    sid: 'LoadBalancerLogs',
    service: 'logdelivery.elasticloadbalancing.amazonaws.com',
    keys: [`AWSLogs/${account}/*`],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/*` },
    },
  });
}

function admit(bucket: Bucket, { sid, service, keys, conditions, looks }: Delivery): void {
  const principals = [new ServicePrincipal(service)];
  bucket.addToResourcePolicy(
    new PolicyStatement({ sid: `${sid}Writes`, principals, actions: ['s3:PutObject'], resources: keys.map((key) => bucket.arnForObjects(key)), conditions }),
  );
  if (looks === undefined) return;
  bucket.addToResourcePolicy(new PolicyStatement({ sid: `${sid}Looks`, principals, actions: looks, resources: [bucket.bucketArn], conditions }));
}
