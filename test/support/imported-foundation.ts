import { Stack, type App } from 'aws-cdk-lib';
import { ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Environment } from '../../lib/infrastructure/environments/environment';
import type { Foundation } from '../../lib/infrastructure/stacks/foundation';

/** A foundation that exists already, so that a later stack is synthesized without it. */
export function importedFoundation(app: App, { account, region }: Environment): Foundation {
  const scope = new Stack(app, 'foundation', { env: { account, region } });
  const key = (name: string) => Key.fromKeyArn(scope, `Key-${name}`, `arn:aws:kms:${region}:${account}:key/${name}`);
  const topic = (name: string) => Topic.fromTopicArn(scope, `Topic-${name}`, `arn:aws:sns:${region}:${account}:${name}`);
  const bucket = (name: string) => Bucket.fromBucketName(scope, `Bucket-${name}`, name);
  const functionArn = `arn:aws:lambda:${region}:${account}:function:account-settings`;
  return {
    keys: { logs: key('logs'), messages: key('messages'), secrets: key('secrets') },
    alarmTopics: { critical: topic('critical'), high: topic('high') },
    logArchive: {
      auditOneYear: bucket('audit-1y'),
      auditTwoYears: bucket('audit-2y'),
      configSnapshots: bucket('config-snapshots'),
      accessLogs: bucket('access-logs'),
      loadBalancerLogs: bucket('load-balancer-logs'),
      firewallLogs: bucket('firewall-logs'),
    },
    accountSettings: LambdaFunction.fromFunctionAttributes(scope, 'AccountSettings', {
      functionArn,
      role: Role.fromRoleName(scope, 'Role', 'account-settings'),
    }),
    permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, 'Boundary', 'boundary'),
  };
}
