import { subnetTier } from '../proofs/network/read/names';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { describe, stringOf } from '../templates/values';
import type { Check, Table } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';
import { missingFrom, vpcsOf } from './support/network';
import { subnetOf } from './support/places';

const BOTH_WAYS = 'allow-bidirectional';
const OUTWARD = 'allow-egress';

/** NET-3. AWS counts CloudFront's way to a VPC origin as coming from the internet, so that its tier needs both ways. */
export const vpcBlockPublicAccess: Check = {
  id: 'vpc-block-public-access',
  claim:
    'The region blocks public access to VPCs in both directions; excluded are public subnets, outward, and the subnets of the load balancer that CloudFront reaches, both ways.',
  judge: (graph) => {
    const [options, exclusions] = [graph.ofType('AWS::EC2::VPCBlockPublicAccessOptions'), graph.ofType('AWS::EC2::VPCBlockPublicAccessExclusion')];
    const missing =
      graph.configuration.network.blockPublicAccess && options.length === 0
        ? missingFrom(graph, ["the region doesn't block public access to VPCs; the configuration says that it must"])
        : [];
    const { judged, findings } = judgeEach([...options, ...exclusions], (resource) => problemsOf(resource, graph));
    return { judged: missing.length > 0 ? [...vpcsOf(graph), ...judged] : judged, findings: [...missing, ...findings], tables: [tableOf(exclusions)] };
  },
};

function* problemsOf({ type, properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  if (type === 'AWS::EC2::VPCBlockPublicAccessOptions') {
    yield* mustBe(stringOf(properties.InternetGatewayBlockMode), 'block-bidirectional', 'InternetGatewayBlockMode');
    return;
  }
  if (properties.VpcId !== undefined) yield 'VpcId excludes a whole VPC; exclude the subnets that need it';
  const tier = subnetTierOf(properties.SubnetId);
  const entered = tierThatCloudFrontReaches(graph);
  if (tier === entered && tier !== undefined) yield* mustBe(stringOf(properties.InternetGatewayExclusionMode), BOTH_WAYS, 'InternetGatewayExclusionMode');
  else if (tier === 'public') yield* mustBe(stringOf(properties.InternetGatewayExclusionMode), OUTWARD, 'InternetGatewayExclusionMode');
  else
    yield `excludes a subnet of tier ${tier ?? "that can't be told"}; only public ones${entered === undefined ? '' : ` and those of tier ${entered}`} may be`;
}

function subnetTierOf(value: Resource['properties'][string] | undefined): string | undefined {
  const subnet = subnetOf(value ?? null);
  return subnet === undefined ? undefined : subnetTier(subnet);
}

function tierThatCloudFrontReaches({ configuration }: EnvironmentGraph): string | undefined {
  const flow = configuration.flows.find(({ from }) => from === 'cloudfront');
  return configuration.groups.find(({ name }) => name === flow?.to)?.tier;
}

function tableOf(exclusions: readonly Resource[]): Table {
  const rows = exclusions.map(({ properties }) => [
    subnetOf(properties.SubnetId ?? null)?.path ?? describe(properties.SubnetId ?? properties.VpcId),
    describe(properties.InternetGatewayExclusionMode).replaceAll("'", ''),
  ]);
  return { title: 'What the block of public access leaves out', columns: ['Subnet', 'Mode'], rows };
}
