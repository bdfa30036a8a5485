import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import type { EnvironmentGraph, Resource } from '../../assurance/templates/graph';
import type { Clients } from '../emulator/clients';
import type { Names } from './concrete';

/** What the resources of a deployed environment are called. */
export async function namesOf(graph: EnvironmentGraph, clients: Pick<Clients, 'cloudFormation' | 'ec2'>): Promise<Names> {
  const ids = await physicalIds(graph, clients);
  const defaultGroups = new Map<Resource, string>();
  for (const vpc of graph.ofType('AWS::EC2::VPC')) {
    const group = await defaultGroupOf(ids.get(vpc) ?? '', clients);
    if (group !== undefined) defaultGroups.set(vpc, group);
  }
  return { ids, defaultGroups };
}

async function physicalIds(graph: EnvironmentGraph, { cloudFormation }: Pick<Clients, 'cloudFormation'>): Promise<Map<Resource, string>> {
  const ids = new Map<Resource, string>();
  for (const { name, stackName } of graph.stacks) {
    const { StackResources = [] } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stackName }));
    const byLogicalId = new Map(StackResources.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]));
    for (const resource of graph.resources.filter(({ stack }) => stack === name)) {
      const id = byLogicalId.get(resource.logicalId);
      if (id !== undefined) ids.set(resource, id);
    }
  }
  return ids;
}

async function defaultGroupOf(vpc: string, { ec2 }: Pick<Clients, 'ec2'>): Promise<string | undefined> {
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [vpc] },
        { Name: 'group-name', Values: ['default'] },
      ],
    }),
  );
  return SecurityGroups?.[0]?.GroupId;
}
