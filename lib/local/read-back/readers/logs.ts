import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { textOf, toJson, type Reader } from '../reader';
import { isRecord } from '../json';

/** `AWS::Logs::LogGroup` */
export const logGroup: Reader = {
  read: async ({ id }, { logs }) => {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: id }));
    const found = logGroups.find(({ logGroupName }) => logGroupName === id);
    return { LogGroupName: found?.logGroupName, RetentionInDays: found?.retentionInDays, KmsKeyId: found?.kmsKeyId };
  },
  unread: { DataProtectionPolicy: 'the emulator masks no logs and has no such API; a check judges the policy in the templates' },
};

/** In the API, and in templates. */
const TRANSFORMATION = { metricName: 'MetricName', metricNamespace: 'MetricNamespace', metricValue: 'MetricValue', defaultValue: 'DefaultValue', unit: 'Unit' };

/** `AWS::Logs::MetricFilter` */
export const metricFilter: Reader = {
  read: async ({ asked }, { logs }) => {
    const [logGroupName, filterName] = [textOf(asked, 'LogGroupName'), textOf(asked, 'FilterName')];
    const { metricFilters = [] } = await logs.send(new DescribeMetricFiltersCommand({ logGroupName }));
    const found = metricFilters.find((one) => one.filterName === filterName);
    return {
      FilterName: found?.filterName,
      FilterPattern: found?.filterPattern,
      LogGroupName: found?.logGroupName ?? logGroupName,
      MetricTransformations: toJson(found?.metricTransformations, TRANSFORMATION),
    };
  },
};

/** `AWS::CloudWatch::Alarm` */
export const alarm: Reader = {
  read: async ({ asked }, { cloudWatch }) => {
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [textOf(asked, 'AlarmName')] }));
    const found = toJson(
      MetricAlarms[0] && {
        ...MetricAlarms[0],
        AlarmConfigurationUpdatedTimestamp: undefined,
        StateUpdatedTimestamp: undefined,
        StateTransitionedTimestamp: undefined,
      },
    );
    return isRecord(found) ? found : {};
  },
};
