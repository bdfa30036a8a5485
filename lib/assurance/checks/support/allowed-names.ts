import type { Configuration } from '../../templates/configuration';

/**
 * Names that only AWS can make, and only in a region: an API (`kms.eu-central-1.amazonaws.com`), what stands in the VPC
 * (`*.eu-central-1.rds.amazonaws.com`). A wildcard always has a service beside it.
 */
const OF_AWS: readonly ((region: string) => RegExp)[] = [
  (region) => new RegExp(String.raw`^(?:\*\.)?(?:[a-z0-9-]+\.)+${region}\.amazonaws\.com$`),
  (region) => new RegExp(String.raw`^\*\.${region}\.(?:elb|rds)\.amazonaws\.com$`),
  () => /^\*\.cache\.amazonaws\.com$/,
  (region) => new RegExp(String.raw`^\*\.mq\.${region}\.(?:amazonaws\.com|on\.aws)$`),
  (region) => new RegExp(String.raw`^\*\.${region}\.compute\.internal$`),
  (region) => (region === 'us-east-1' ? /^\*\.ec2\.internal$/ : /$^/),
];

/** Services of AWS under whose names anybody can publish: any name below them, wildcard or not, may be a stranger's. */
const ANYBODYS = /\.(?:aoss|appsync-api|awsapprunner|codeartifact|es|execute-api|iot|lambda-url|s3-website|transfer|vpce)\./;

/** Whether a name belongs to AWS in this region, so that nobody else answers for it. */
export function isNameOfAws(name: string, { region }: Configuration): boolean {
  return !ANYBODYS.test(name) && OF_AWS.some((pattern) => pattern(region).test(name));
}

/** Whether the configuration lets a name be called from inside. */
export function isOutboundName(name: string, { network }: Configuration): boolean {
  return network.outboundDomains.includes(name);
}

/** Whether a name is the environment's own. */
export function isOwnName(name: string, { domain }: Configuration): boolean {
  return name === domain || name === `*.${domain}`;
}
