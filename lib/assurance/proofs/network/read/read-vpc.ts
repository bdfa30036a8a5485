import type { EnvironmentGraph, Resource, Value } from '../../../templates/graph';
import type { AddressRange } from '../addresses';
import type { Problems } from './problems';
import { readBlock } from './read-peers';
import { resourceAt } from './resource-at';
import { valuesAt } from './values-at';

/**
 * The addresses of a VPC, as far as the templates tell: what AWS gives out isn't there, and so counts as outside.
 * @param vpc Of all VPCs when `undefined`.
 */
export function vpcRanges(graph: EnvironmentGraph, vpc: Resource | undefined, problems: Problems): readonly AddressRange[] {
  return ['AWS::EC2::VPC', 'AWS::EC2::VPCCidrBlock']
    .flatMap((type) => graph.ofType(type))
    .filter((resource) => vpc === undefined || resource === vpc || resourceAt(resource.properties.VpcId) === vpc)
    .flatMap((resource) =>
      ['CidrBlock', 'Ipv6CidrBlock'].flatMap((property) =>
        valuesAt(resource.properties, property).flatMap((value) => rangesAt(resource, property, value, problems)),
      ),
    );
}

/** The range that a property names; none, and a note, when it can't be told. */
export function rangesAt(resource: Resource, property: string, value: Value, problems: Problems): readonly AddressRange[] {
  return readBlock(resource, property, value, problems).flatMap((peer) => (peer.kind === 'addresses' ? [peer.range] : []));
}
