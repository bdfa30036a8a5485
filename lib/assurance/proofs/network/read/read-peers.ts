import { Reference, type Resource, type Value } from '../../../templates/graph';
import { at, describe, isUnresolved, stringOf, targetOf } from '../../../templates/values';
import { rangeOf } from '../addresses';
import type { AddressPeer, Peer } from '../model';
import { prefixListName } from './prefix-list-names';
import type { Problems } from './problems';
import { valuesAt } from './values-at';

type Read<T> = (resource: Resource, property: string, value: Value, problems: Problems) => readonly T[];

/** A block such as `10.0.0.0/16`; anything at all when it can't be told. */
export const readBlock: Read<AddressPeer> = (resource, property, value, problems) => {
  const text = stringOf(value);
  if (typeof text === 'string') {
    const range = rangeOf(text);
    if (range !== undefined) return [{ kind: 'addresses', range, text }];
    problems.note(resource, `${property} is '${text}', which is no CIDR block, so that the proof must take it for any address`);
  } else if (isUnresolved(text)) problems.unresolved(resource, property, text);
  return [anything(value)];
};

/** A prefix list: the entries of one in the templates, or one that AWS keeps, by its ID. */
export const readPrefixList: Read<AddressPeer> = (resource, property, value, problems) => {
  if (typeof value === 'string' && /^pl-[0-9a-f]+$/.test(value)) return [{ kind: 'prefix-list', name: prefixListName(value, resource.region) }];
  const list = targetOf(value, 'AWS::EC2::PrefixList');
  if (list !== undefined && !isUnresolved(list)) {
    return valuesAt(list.properties, 'Entries').flatMap((entry) => readBlock(list, 'Entries.Cidr', at(entry, 'Cidr') ?? null, problems));
  }
  problems.note(
    resource,
    `${property} is ${describe(value)}, which is no prefix list that the templates hold or AWS keeps: give its ID or refer to an AWS::EC2::PrefixList`,
  );
  return [anything(value)];
};

/** A group of the templates, or a VPC's default group. */
export const readGroup: Read<Peer> = (resource, property, value, problems) => {
  const group = groupOf(value);
  if (group !== undefined) return [{ kind: 'group', group }];
  problems.note(resource, `${property} is ${describe(value)}, which is no security group of the templates, so that the proof must take it for anybody`);
  return [anything(value)];
};

/** The resource by which a group is known; `undefined` when the value points at none. */
export function groupOf(value: Value | undefined): Resource | undefined {
  return ownOrDefault(value, 'AWS::EC2::SecurityGroup', 'DefaultSecurityGroup');
}

/** The same for network ACLs. */
export function aclOf(value: Value | undefined): Resource | undefined {
  return ownOrDefault(value, 'AWS::EC2::NetworkAcl', 'DefaultNetworkAcl');
}

/** What couldn't be told: everybody. */
export function anything(value: Value | undefined): AddressPeer {
  return { kind: 'anything', text: describe(value) };
}

function ownOrDefault(value: Value | undefined, type: string, attribute: string): Resource | undefined {
  if (!(value instanceof Reference)) return undefined;
  const { target } = value;
  if (target.type === 'AWS::EC2::VPC' && value.attribute === attribute) return target;
  return target.type === type ? target : undefined;
}
