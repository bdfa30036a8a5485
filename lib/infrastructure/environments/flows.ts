import { isLoopback } from './host-name';
import type { Settings } from './settings';

/** The tiers of subnets in which members of a group stand. */
export type Tier = 'public' | 'private' | 'data';

/** A security group: one for each kind of thing that talks. */
export interface Group {
  /** Such as `service-app`. */
  readonly name: string;
  readonly tier: Tier;
}

/** One row of the table of allowed flows. */
export interface Flow {
  /** `<from>-to-<to>`, and for a second port of a pair what it is for. */
  readonly name: string;
  /** A group, or `cloudfront` (its prefix list). */
  readonly from: string;
  /** A group, `internet`, or `s3` or `dynamodb` (prefix lists of the gateway endpoints). */
  readonly to: string;
  readonly port: number;
  readonly protocol: 'tcp';
  /** The source section or need that it serves. */
  readonly reason: string;
}

/** The security groups that follow from the settings. */
export function groupsOf(settings: Settings): readonly Group[] {
  return [
    { name: 'load-balancer', tier: settings.edge.loadBalancer === 'internet-facing' ? 'public' : 'private' },
    ...within('private', [...serviceGroups(settings), 'internal-load-balancer', 'functions', 'rotation', 'migration']),
    ...within('private', settings.network.interfaceEndpoints ? ['endpoints'] : []),
    ...within('private', settings.network.bastion ? ['bastion'] : []),
    ...within('data', ['postgresql', 'redis']),
    ...within('data', settings.queue.kind === 'rabbitmq' ? ['queue'] : []),
  ];
}

/** The table of allowed flows that follows from the settings: the rows of T§5.2 and the named ones beside them. */
export function flowsOf(settings: Settings): readonly Flow[] {
  return [inbound, betweenServices, toStores, fromBastion, toAws, toInternet].flatMap((part) => part(settings));
}

function inbound({ services }: Settings): readonly Flow[] {
  return [
    row('cloudfront', 'load-balancer', 443, 'T§5.2: the internet reaches the load balancer, through CloudFront only'),
    ...services.map(({ name, port }) => row('load-balancer', `service-${name}`, port, 'T§5.2: the load balancer reaches the app on its port')),
  ];
}

function betweenServices({ services }: Settings): readonly Flow[] {
  return services.flatMap(({ name, port }) => [
    row(`service-${name}`, 'internal-load-balancer', 443, 'P Authentication: services call each other with mutual TLS'),
    row('internal-load-balancer', `service-${name}`, port, 'P Authentication: the called service behind mutual TLS'),
  ]);
}

function toStores(settings: Settings): readonly Flow[] {
  const callers = [...serviceGroups(settings), 'functions', 'rotation'];
  const queue = settings.queue.kind === 'rabbitmq' ? callers : [];
  return [
    ...rows([...callers, 'migration'], 'postgresql', 5432, 'T§5.2: app to PostgreSQL, and what rotates and migrates it'),
    ...rows(callers, 'redis', 6379, 'T§5.2: app to Redis, and what rotates it'),
    ...rows(queue, 'queue', 5671, 'T§5.2: app to the message queue, and what rotates it'),
    ...(queue.length > 0
      ? [{ ...row('rotation', 'queue', 443, "the broker's management API, by which its users rotate"), name: 'rotation-to-queue-management' }]
      : []),
  ];
}

function fromBastion({ network, services }: Settings): readonly Flow[] {
  return network.bastion ? services.map(({ name }) => row('bastion', `service-${name}`, 22, 'P Network Security: SSH from the bastion only')) : [];
}

function toAws(settings: Settings): readonly Flow[] {
  const endpointUsers = settings.network.interfaceEndpoints ? apiCallers(settings) : [];
  return [
    ...rows(endpointUsers, 'endpoints', 443, 'AWS APIs through interface endpoints'),
    ...rows([...serviceGroups(settings), 'functions'], 's3', 443, 'objects and image layers through the gateway endpoint'),
    ...rows([...serviceGroups(settings), 'functions', 'rotation'], 'dynamodb', 443, 'state tables through the gateway endpoint'),
  ];
}

/** Without interface endpoints, AWS APIs are reached by NAT; with them, only outbound domains make anybody leave. */
function toInternet(settings: Settings): readonly Flow[] {
  if (!settings.network.interfaceEndpoints) {
    return rows(apiCallers(settings), 'internet', 443, 'AWS APIs by NAT, limited to the allowed domains');
  }
  const leaves = settings.network.outboundDomains.some((domain) => !isLoopback(domain));
  return rows(leaves ? [...serviceGroups(settings), 'functions'] : [], 'internet', 443, 'the allowed domains, and no other');
}

function apiCallers(settings: Settings): readonly string[] {
  return [...serviceGroups(settings), 'functions', 'rotation', 'migration', ...(settings.network.bastion ? ['bastion'] : [])];
}

function serviceGroups({ services }: Settings): readonly string[] {
  return services.map(({ name }) => `service-${name}`);
}

function within(tier: Tier, names: readonly string[]): readonly Group[] {
  return names.map((name) => ({ name, tier }));
}

function rows(from: readonly string[], to: string, port: number, reason: string): readonly Flow[] {
  return from.map((group) => row(group, to, port, reason));
}

function row(from: string, to: string, port: number, reason: string): Flow {
  return { name: `${from}-to-${to}`, from, to, port, protocol: 'tcp', reason };
}
