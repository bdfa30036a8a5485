import type { Resource, Value } from '../../templates/graph';
import { at, describe, isList } from '../../templates/values';
import { entriesIn } from './entries-in';

/** Properties that hand out public addresses, in lower case, with the one value that doesn't. Types spell them alike, also inside of lists. */
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ['associatecarrieripaddress', 'false'],
  ['associatepublicipaddress', 'false'],
  ['assignipv6addressoncreation', 'false'],
  ['assignpublicip', 'disabled'],
  ['enableprimaryipv6', 'false'],
  ['endpointpublicaccess', 'false'],
  ['ipv6addresscount', '0'],
  ['ipv6prefixcount', '0'],
  ['mappubliciponlaunch', 'false'],
  ['primaryipv6', 'false'],
  ['publiclyaccessible', 'false'],
]);

/** Lists of addresses that are public, as all IPv6 addresses are that AWS gives out: they must be empty. */
const LISTS: readonly string[] = Object.freeze(['ipv6addresses', 'ipv6prefixes']);

/** Types that may get a public address when nothing is said. */
const MUST_SAY: ReadonlySet<string> = new Set([
  'AWS::AmazonMQ::Broker',
  'AWS::DMS::ReplicationInstance',
  'AWS::EKS::Cluster',
  'AWS::Neptune::DBInstance',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::RedshiftServerless::Workgroup',
]);

/** Types that are public addresses, or bind them. */
const GIVERS: ReadonlySet<string> = new Set(['AWS::EC2::EIPAssociation', 'AWS::GlobalAccelerator::Accelerator']);

/** Whether a resource could hand out a public address. */
export function mayBePublic(resource: Resource): boolean {
  return (
    MUST_SAY.has(resource.type) ||
    resource.type === 'AWS::MSK::Cluster' ||
    GIVERS.has(resource.type) ||
    [...entriesIn(resource.properties)].some(({ name }) => isSwitch(name))
  );
}

/** How a resource hands out public addresses, or may. */
export function* publicAddresses(resource: Resource): Generator<string> {
  if (GIVERS.has(resource.type)) yield 'gives a public address to something; only NAT gateways and load balancers have one';
  const said = resource.type === 'AWS::EKS::Cluster' ? 'ResourcesVpcConfig.EndpointPublicAccess' : 'PubliclyAccessible';
  if (MUST_SAY.has(resource.type) && at(resource.properties, said) === undefined) yield `${said} is not set; it must be false`;
  const brokers = at(resource.properties, 'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type');
  if (brokers !== undefined && brokers !== 'DISABLED') yield `PublicAccess.Type is ${describe(brokers)}; it must be DISABLED`;
  for (const { name, path, value } of entriesIn(resource.properties)) {
    if (isSwitch(name) && !isOff(name.toLowerCase(), value))
      yield `${path} is ${describe(value)}; it must be ${SWITCHES.get(name.toLowerCase()) ?? 'empty'}, so that nothing gets a public address by itself`;
  }
}

function isSwitch(name: string): boolean {
  return SWITCHES.has(name.toLowerCase()) || LISTS.includes(name.toLowerCase());
}

function isOff(name: string, value: Value): boolean {
  if (LISTS.includes(name)) return isList(value) && value.length === 0;
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return scalar && String(value).toLowerCase() === SWITCHES.get(name);
}
