import type { EnvironmentGraph, Resource } from '../templates/graph';
import { booleanOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';
import { vpcsOf } from './support/network';

/** NET-1. */
export const vpcHasCidrAndDns: Check = {
  id: 'vpc-has-cidr-and-dns',
  claim: 'There is one VPC, with the configured address range and no other, and with DNS resolution and DNS host names on.',
  judge: (graph) => judgeEach([...vpcsOf(graph), ...graph.ofType('AWS::EC2::VPCCidrBlock')], (resource) => problemsOf(resource, graph)),
};

function* problemsOf({ type, properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const { cidr } = graph.configuration.network;
  if (type === 'AWS::EC2::VPCCidrBlock') {
    yield `adds addresses to the VPC; the configuration gives it ${cidr} alone`;
    return;
  }
  const count = vpcsOf(graph).length;
  if (count > 1) yield `is one of ${count} VPCs; an environment stands in one`;
  yield* mustBe(stringOf(properties.CidrBlock), cidr, 'CidrBlock');
  yield* mustBe(booleanOf(properties.EnableDnsSupport), true, 'EnableDnsSupport');
  yield* mustBe(booleanOf(properties.EnableDnsHostnames), true, 'EnableDnsHostnames');
}
