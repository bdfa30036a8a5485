import { GetResourcesCommand } from '@aws-sdk/client-api-gateway';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import type { EnvironmentGraph, Resource } from '../../assurance/templates/graph';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import type { Clients } from '../emulator/clients';
import type { LocalCloud } from '../local-cloud';
import type { Names } from './concrete';

/** What the resources of a deployed environment are called. */
export async function namesOf(graph: EnvironmentGraph, cloud: Pick<LocalCloud, 'clients' | 'postgres' | 'redis'>): Promise<Names> {
  const { clients } = cloud;
  const ids = await physicalIds(graph, clients);
  const defaultGroups = new Map<Resource, string>();
  for (const vpc of graph.ofType('AWS::EC2::VPC')) {
    const group = await defaultGroupOf(ids.get(vpc) ?? '', clients);
    if (group !== undefined) defaultGroups.set(vpc, group);
  }
  return { ids, defaultGroups, told: await toldBy(cloud, await rootsOf(graph, ids, clients)) };
}

/** The endpoints are the local servers'; the administrator's secret RDS makes, and names. */
async function toldBy(
  { clients, postgres, redis }: Pick<LocalCloud, 'clients' | 'postgres' | 'redis'>,
  roots: readonly string[],
): Promise<Map<string, string>> {
  const { SecretList = [] } = await clients.secretsManager.send(new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['rds!cluster-'] }] }));
  return new Map([
    ...roots.map((root) => ['AWS::ApiGateway::RestApi.RootResourceId', root] as const),
    ['AWS::RDS::DBCluster.Endpoint.Address', 'localhost'],
    ['AWS::RDS::DBCluster.Endpoint.Port', String(postgres.port)],
    ['AWS::RDS::DBCluster.MasterUserSecret.SecretArn', SecretList[0]?.ARN ?? ''],
    ['AWS::ElastiCache::ReplicationGroup.PrimaryEndPoint.Address', 'localhost'],
    ['AWS::ElastiCache::ReplicationGroup.PrimaryEndPoint.Port', String(redis.port)],
  ]);
}

/** The root resource of the API, which the API makes with it. */
async function rootsOf(graph: EnvironmentGraph, ids: ReadonlyMap<Resource, string>, { apiGateway }: Pick<Clients, 'apiGateway'>): Promise<readonly string[]> {
  const found = graph.ofType('AWS::ApiGateway::RestApi').map(async (api) => {
    const { items = [] } = await apiGateway.send(new GetResourcesCommand({ restApiId: ids.get(api), limit: 500 }));
    return items.find(({ path }) => path === '/')?.id ?? '';
  });
  return Promise.all(found);
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
