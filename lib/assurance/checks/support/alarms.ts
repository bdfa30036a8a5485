import type { EnvironmentGraph, Resource } from '../../templates/graph';
import { booleanOf, isUnresolved, listOf, targetOf } from '../../templates/values';

/** Whether somebody is told when an alarm goes off: it acts, on a topic with a subscription that leaves nothing out. */
export function isHeard({ properties }: Resource, graph: EnvironmentGraph): boolean {
  if ((booleanOf(properties.ActionsEnabled) ?? true) !== true) return false;
  const actions = listOf(properties.AlarmActions) ?? [];
  const topics = isUnresolved(actions) ? [] : actions.map((action) => targetOf(action, 'AWS::SNS::Topic'));
  return graph.ofType('AWS::SNS::Subscription').some((subscription) => {
    const topic = targetOf(subscription.properties.TopicArn, 'AWS::SNS::Topic');
    return topic !== undefined && !isUnresolved(topic) && topics.includes(topic) && subscription.properties.FilterPolicy === undefined;
  });
}
