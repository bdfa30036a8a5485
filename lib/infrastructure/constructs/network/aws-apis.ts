/** An AWS API that is called from inside the VPC. */
export interface AwsApi {
  /** Its endpoint service, the end of `com.amazonaws.<region>.<service>`. */
  readonly service: string;
  /** The prefix of its actions in policies. */
  readonly actions: string;
  /** The names by which it is called, with `{region}` for the region; the private DNS of its endpoint answers them. */
  readonly names: readonly string[];
  /** Who calls it, and for what. */
  readonly callers: string;
}

/** APIs with a gateway endpoint: a route, without cost (NET-7). */
export const GATEWAY_APIS: readonly AwsApi[] = [
  {
    service: 'dynamodb',
    actions: 'dynamodb',
    names: ['dynamodb.{region}.amazonaws.com', '*.ddb.{region}.amazonaws.com'],
    callers: 'functions and services: sign-in state, counters, keys',
  },
  {
    service: 's3',
    actions: 's3',
    names: ['s3.{region}.amazonaws.com', '*.s3.{region}.amazonaws.com'],
    callers: 'functions and services: audit objects, exports; image layers of ECR',
  },
];

/** APIs with an interface endpoint (NET-7). One that is called and isn't here is blocked by both firewalls. */
export const INTERFACE_APIS: readonly AwsApi[] = [
  api('cognito-idp', 'sign-in functions: the user pool, by signed calls only'),
  { service: 'ecr.api', actions: 'ecr', names: ['api.ecr.{region}.amazonaws.com'], callers: 'services: pulling their image' },
  { service: 'ecr.dkr', actions: 'ecr', names: ['*.dkr.ecr.{region}.amazonaws.com'], callers: 'services: pulling their image' },
  api('elasticache', 'rotation: the users of Redis'),
  { service: 'email', actions: 'ses', names: ['email.{region}.amazonaws.com'], callers: 'sign-in functions: mail' },
  api('events', 'functions: audit and detection events'),
  api('kms', 'functions and services: data keys, signatures'),
  api('logs', 'services: their logs'),
  { service: 'monitoring', actions: 'cloudwatch', names: ['monitoring.{region}.amazonaws.com'], callers: 'functions and services: metrics' },
  api('secretsmanager', 'functions, services, rotation: secrets'),
  api('sns', 'functions: alarm and message topics'),
  api('sqs', 'functions and services: queues'),
  api('ssm', 'Session Manager, which is the way in; parameters'),
  api('ssmmessages', 'Session Manager: its sessions'),
  api('sts', 'services: their own identity'),
  api('xray', 'functions and services: traces'),
];

/** The names of APIs in a region. */
export function namesOf(apis: readonly AwsApi[], region: string): readonly string[] {
  return apis.flatMap(({ names }) => names.map((name) => name.replace('{region}', region)));
}

function api(service: string, callers: string): AwsApi {
  return { service, actions: service, names: [`${service}.{region}.amazonaws.com`], callers };
}
