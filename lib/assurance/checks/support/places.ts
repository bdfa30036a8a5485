import { LENDERS, PLACEMENTS, type Placement } from '../../proofs/network/read/placements';
import { valuesAt } from '../../proofs/network/read/values-at';
import type { Resource, Value } from '../../templates/graph';
import { isUnresolved, targetOf } from '../../templates/values';

/** The values by which a resource, or what it refers to for that, names its subnets; `undefined` for a type that stands in none. */
export function subnetValues(resource: Resource): readonly Value[] | undefined {
  const placement = placementOf(resource);
  if (placement === undefined) return undefined;
  const own = placement.subnets.flatMap((path) => valuesAt(resource.properties, path));
  const lent = (placement.through ?? []).flatMap((path) => valuesAt(resource.properties, path)).flatMap((value) => lentBy(value, resource));
  return [...own, ...lent];
}

/** The subnet that a value names; `undefined` when the templates don't tell. */
export function subnetOf(value: Value): Resource | undefined {
  const subnet = targetOf(value, 'AWS::EC2::Subnet');
  return isUnresolved(subnet) ? undefined : subnet;
}

/** Whether a resource that names no subnet stands in a default one: AWS's are public. */
export function needsSubnet(resource: Resource): boolean {
  const placement = PLACEMENTS.get(resource.type);
  return placement !== undefined && placement.optional !== true;
}

function placementOf({ type }: Resource): Placement | undefined {
  return PLACEMENTS.get(type) ?? LENDERS.get(type);
}

/** A lender that isn't known lends an unknown subnet: its own name stands for it. */
function lentBy(value: Value, borrower: Resource): readonly Value[] {
  const lender = targetOf(value);
  if (lender === undefined || isUnresolved(lender) || lender === borrower) return [value];
  return subnetValues(lender) ?? [value];
}
