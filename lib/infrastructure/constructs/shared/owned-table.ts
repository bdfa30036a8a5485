import { RemovalPolicy } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What an `OwnedTable` is made from. */
export interface OwnedTableProps {
  readonly environment: Environment;
  /** Names the table: `ringwall-<environment>-<name>`. */
  readonly name: string;
  /** The table's own key. */
  readonly key: IKey;
  /** Days for which its point-in-time recovery reaches back, 1 to 35. */
  readonly recoveryDays: number;
  /**
   * What nobody may do with it.
   * @default - nothing beyond what IAM denies
   */
  readonly policy?: PolicyDocument;
  /**
   * Whether DynamoDB removes items whose `expiresAt`, in seconds since 1970, has passed; within days, so readers look at it too.
   * @default - items stay
   */
  readonly expires?: true;
}

/** A DynamoDB table with text keys `owner` and `key`, under a KMS key of its own, protected from deletion where data is real. */
export class OwnedTable extends Table {
  /** Its own key. */
  readonly key: IKey;

  constructor(scope: Construct, id: string, { environment, name, key, recoveryDays, policy, expires }: OwnedTableProps) {
    super(scope, id, {
      tableName: nameOf(environment, name),
      partitionKey: { name: 'owner', type: AttributeType.STRING },
      sortKey: { name: 'key', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: recoveryDays },
      deletionProtection: isLasting(environment),
      removalPolicy: isLasting(environment) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      resourcePolicy: policy,
      ...(expires === true ? { timeToLiveAttribute: 'expiresAt' } : {}),
    });
    this.key = key;
  }
}
