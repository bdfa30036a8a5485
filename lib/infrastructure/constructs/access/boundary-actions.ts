/** What the break-glass role may do, and nobody else. Its reading of objects is granted by the buckets' own policies. */
export const BREAK_GLASS_ACTIONS = {
  keys: [
    'kms:CancelKeyDeletion',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:DisableKey',
    'kms:DisableKeyRotation',
    'kms:EnableKey',
    'kms:EnableKeyRotation',
    'kms:GetKeyPolicy',
    'kms:PutKeyPolicy',
    'kms:ScheduleKeyDeletion',
  ],
  objects: ['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'],
} as const;

/** What a person does in the role that keeps the secret of clients at identity providers. It reads none. */
export const SSO_OPERATOR_ACTIONS = {
  make: ['secretsmanager:CreateSecret'],
  fill: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'],
  encrypt: ['kms:Decrypt', 'kms:GenerateDataKey'],
  find: ['kms:DescribeKey'],
} as const;

/** What roles of services do, by what they are for. A role that needs more is stopped by the boundary until its actions stand here. */
export const SERVICE_ROLE_ACTIONS = {
  apiLogs: [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'logs:FilterLogEvents',
    'logs:GetLogEvents',
    'logs:PutLogEvents',
  ],
  logDelivery: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  replication: [
    's3:GetBucketVersioning',
    's3:GetObjectVersionAcl',
    's3:GetObjectVersionForReplication',
    's3:GetObjectVersionTagging',
    's3:GetReplicationConfiguration',
    's3:ListBucket',
    's3:ReplicateObject',
    's3:ReplicateTags',
  ],
  encryption: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
  tracing: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  connecting: [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ],
  databaseMonitoring: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:PutLogEvents'],
  deadLetters: ['sqs:SendMessage'],
  sessions: [
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'ssm:UpdateInstanceInformation',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
} as const;
