type IdsByRegion = Readonly<Record<string, string>>;

/**
 * The IDs by which AWS's own prefix lists are known in each region, the same in all accounts. The same ID means another list
 * in another region. Read from published answers of `describe-managed-prefix-lists`, and not from the code that makes the
 * templates: a wrong ID there shows here as a peer that nobody declared.
 */
const IDS: Readonly<Record<string, IdsByRegion>> = {
  cloudfront: {
    'us-east-1': 'pl-3b927c52',
    'us-east-2': 'pl-b6a144df',
    'us-west-1': 'pl-4ea04527',
    'us-west-2': 'pl-82a045eb',
    'ca-central-1': 'pl-38a64351',
    'eu-central-1': 'pl-a3a144ca',
    'eu-north-1': 'pl-fab65393',
    'eu-west-1': 'pl-4fa04526',
    'eu-west-2': 'pl-93a247fa',
    'eu-west-3': 'pl-75b1541c',
    'ap-northeast-1': 'pl-58a04531',
    'ap-northeast-2': 'pl-22a6434b',
    'ap-south-1': 'pl-9aa247f3',
    'ap-southeast-1': 'pl-31a34658',
    'ap-southeast-2': 'pl-b8a742d1',
    'ap-northeast-3': 'pl-31a14458',
    'sa-east-1': 'pl-5da64334',
  },
  s3: {
    'us-east-1': 'pl-63a5400a',
    'us-east-2': 'pl-7ba54012',
    'us-west-1': 'pl-6ba54002',
    'us-west-2': 'pl-68a54001',
    'ca-central-1': 'pl-7da54014',
    'eu-central-1': 'pl-6ea54007',
    'eu-north-1': 'pl-c3aa4faa',
    'eu-west-1': 'pl-6da54004',
    'eu-west-2': 'pl-7ca54015',
    'eu-west-3': 'pl-23ad484a',
    'ap-northeast-1': 'pl-61a54008',
    'ap-northeast-2': 'pl-78a54011',
    'ap-south-1': 'pl-78a54011',
    'ap-southeast-1': 'pl-6fa54006',
    'ap-southeast-2': 'pl-6ca54005',
    'sa-east-1': 'pl-6aa54003',
  },
  dynamodb: {
    'us-east-1': 'pl-02cd2c6b',
    'us-east-2': 'pl-4ca54025',
    'us-west-1': 'pl-6ea54007',
    'us-west-2': 'pl-00a54069',
    'ca-central-1': 'pl-4ea54027',
    'eu-central-1': 'pl-66a5400f',
    'eu-north-1': 'pl-adae4bc4',
    'eu-west-1': 'pl-6fa54006',
    'eu-west-2': 'pl-b3a742da',
    'eu-west-3': 'pl-abb451c2',
    'ap-northeast-1': 'pl-78a54011',
    'ap-northeast-2': 'pl-48a54021',
    'ap-south-1': 'pl-66a7420f',
    'ap-southeast-1': 'pl-67a5400e',
    'ap-southeast-2': 'pl-62a5400b',
    'sa-east-1': 'pl-60a54009',
  },
};

/** Whose addresses a prefix list of AWS holds, such as `s3`; its ID where that isn't known. */
export function prefixListName(id: string, region: string): string {
  return Object.keys(IDS).find((name) => IDS[name]?.[region] === id) ?? id;
}
