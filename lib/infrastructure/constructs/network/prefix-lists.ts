import { lookUp } from './look-up';

/** Peers outside the VPC that are known by a prefix list which AWS keeps. */
export type ListedPeer = 'cloudfront' | 's3' | 'dynamodb';

type PrefixLists = Readonly<Record<ListedPeer, string>>;

/**
 * The IDs of AWS's own prefix lists by region. They never change and are the same in every account, but AWS publishes the
 * CloudFront ones only (its networking blog, "Limit access to your origins using the AWS-managed prefix list for Amazon
 * CloudFront"); a look-up at synthesis would need credentials. The S3 and DynamoDB ones were each read in two independent
 * publications of `describe-managed-prefix-lists`; a region with a single witness isn't here.
 */
const PREFIX_LISTS: ReadonlyMap<string, PrefixLists> = new Map<string, PrefixLists>([
  ['ap-northeast-1', { cloudfront: 'pl-58a04531', s3: 'pl-61a54008', dynamodb: 'pl-78a54011' }],
  ['ap-northeast-2', { cloudfront: 'pl-22a6434b', s3: 'pl-78a54011', dynamodb: 'pl-48a54021' }],
  ['ap-south-1', { cloudfront: 'pl-9aa247f3', s3: 'pl-78a54011', dynamodb: 'pl-66a7420f' }],
  ['ap-southeast-1', { cloudfront: 'pl-31a34658', s3: 'pl-6fa54006', dynamodb: 'pl-67a5400e' }],
  ['ap-southeast-2', { cloudfront: 'pl-b8a742d1', s3: 'pl-6ca54005', dynamodb: 'pl-62a5400b' }],
  ['ca-central-1', { cloudfront: 'pl-38a64351', s3: 'pl-7da54014', dynamodb: 'pl-4ea54027' }],
  ['eu-central-1', { cloudfront: 'pl-a3a144ca', s3: 'pl-6ea54007', dynamodb: 'pl-66a5400f' }],
  ['eu-north-1', { cloudfront: 'pl-fab65393', s3: 'pl-c3aa4faa', dynamodb: 'pl-adae4bc4' }],
  ['eu-west-1', { cloudfront: 'pl-4fa04526', s3: 'pl-6da54004', dynamodb: 'pl-6fa54006' }],
  ['eu-west-2', { cloudfront: 'pl-93a247fa', s3: 'pl-7ca54015', dynamodb: 'pl-b3a742da' }],
  ['eu-west-3', { cloudfront: 'pl-75b1541c', s3: 'pl-23ad484a', dynamodb: 'pl-abb451c2' }],
  ['us-east-1', { cloudfront: 'pl-3b927c52', s3: 'pl-63a5400a', dynamodb: 'pl-02cd2c6b' }],
  ['us-east-2', { cloudfront: 'pl-b6a144df', s3: 'pl-7ba54012', dynamodb: 'pl-4ca54025' }],
  ['us-west-1', { cloudfront: 'pl-4ea04527', s3: 'pl-6ba54002', dynamodb: 'pl-6ea54007' }],
  ['us-west-2', { cloudfront: 'pl-82a045eb', s3: 'pl-68a54001', dynamodb: 'pl-00a54069' }],
]);

/**
 * The ID of the prefix list that holds a peer's addresses in a region.
 * @throws UnknownNameError for a region that isn't in the table, naming the command that tells its IDs.
 */
export function prefixListOf(peer: ListedPeer, region: string): string {
  const command = `aws ec2 describe-managed-prefix-lists --region ${region} --query "PrefixLists[?OwnerId=='AWS'].[PrefixListName,PrefixListId]" --output text`;
  return lookUp(PREFIX_LISTS, region, {
    kind: 'entry for region',
    fix: `Add one to lib/infrastructure/constructs/network/prefix-lists.ts, with the IDs that this prints: ${command}`,
  })[peer];
}
