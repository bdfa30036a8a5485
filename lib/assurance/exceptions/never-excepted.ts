/** Environments in which the claims below hold without exception: prod, what is tried before it, and what prod may become. */
export const PROTECTED_ENVIRONMENTS: readonly string[] = Object.freeze(['staging', 'prod', 'full']);

const INTERNET_REACHES_DATA = 'the internet must not reach data';
const LOGS_DELETABLE = 'logs must not be deletable';
const KEY_USABLE_BY_ALL = 'a key must not be usable by all';
const NOT_JUDGED = 'every template must be judged';

/** The claims that may never be excepted in a protected environment (CMP-2), by nag rule, check or proof. */
export const NEVER_EXCEPTED: ReadonlyMap<string, string> = new Map([
  ['internet-reaches-only-the-edge', INTERNET_REACHES_DATA],
  ['data-tier-is-reached-by-declared-groups-only', INTERNET_REACHES_DATA],
  ['data-tier-reaches-no-internet', INTERNET_REACHES_DATA],
  ['network-resources-are-all-known', INTERNET_REACHES_DATA],
  ['data-subnets-have-no-internet-route', INTERNET_REACHES_DATA],
  ['data-acl-admits-only-private-tier', INTERNET_REACHES_DATA],
  ['DMSReplicationNotPublic', INTERNET_REACHES_DATA],
  ['EC2RestrictedCommonPorts', INTERNET_REACHES_DATA],
  ['ElastiCacheClusterInVPC', INTERNET_REACHES_DATA],
  ['OpenSearchInVPCOnly', INTERNET_REACHES_DATA],
  ['OpenSearchNoUnsignedOrAnonymousAccess', INTERNET_REACHES_DATA],
  ['RDSInstancePublicAccess', INTERNET_REACHES_DATA],
  ['RDSRestrictedInbound', INTERNET_REACHES_DATA],
  ['RedshiftClusterPublicAccess', INTERNET_REACHES_DATA],
  ['S3BucketLevelPublicAccessProhibited', INTERNET_REACHES_DATA],
  ['S3BucketPublicReadProhibited', INTERNET_REACHES_DATA],
  ['S3BucketPublicWriteProhibited', INTERNET_REACHES_DATA],
  ['audit-buckets-are-locked', LOGS_DELETABLE],
  ['log-buckets-are-versioned-and-undeletable', LOGS_DELETABLE],
  ['delivery-buckets-replicate-to-locked', LOGS_DELETABLE],
  ['log-keys-cannot-be-deleted', LOGS_DELETABLE],
  ['key-policies-are-narrow', KEY_USABLE_BY_ALL],
  ['TemplateReadable', NOT_JUDGED],
]);
