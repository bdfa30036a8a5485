/**
 * What assurance expects of an environment: its resolved configuration, read as JSON. It is declared here again, and not
 * imported from the infrastructure, so that no check compares a template with the constant that made it; the commands
 * hand one to the other, and don't compile when the two drift apart.
 */
export interface Configuration {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly domain: string;
  /** Where browsers find the page, the site beside it, and the API. */
  readonly origins: { readonly app: string; readonly site: string; readonly api: string };
  readonly governance: {
    readonly owner: string;
    readonly contact: string;
    readonly classification: string;
    /** UTC days, `YYYY-MM-DD`. */
    readonly lastReview: string;
    readonly nextReview: string;
  };
  readonly network: {
    readonly cidr: string;
    readonly natGateways: 'one' | 'per-zone';
    readonly interfaceEndpoints: boolean;
    readonly networkFirewall: boolean;
    readonly blockPublicAccess: boolean;
    readonly bastion: boolean;
    /** Domains that may be looked up and reached from inside, such as `api.pagerduty.com` or `*.example.org`. */
    readonly outboundDomains: readonly string[];
  };
  readonly edge: {
    readonly loadBalancer: 'vpc-origin' | 'internet-facing';
    /** How many calls of a caller the API takes, by tier. */
    readonly rateTiers: Readonly<Record<'admin' | 'anonymous' | 'apiKey' | 'authenticated', { readonly limit: number; readonly windowSeconds: number }>>;
  };
  /** One security group and one port a service. */
  readonly services: readonly { readonly name: string; readonly port: number }[];
  readonly queue: { readonly kind: 'sqs' | 'rabbitmq' };
  /** Every security group of the environment and the tier in which its members stand. */
  readonly groups: readonly { readonly name: string; readonly tier: Tier }[];
  /** The table of allowed flows: the only ones. */
  readonly flows: readonly Flow[];
  readonly retention: {
    readonly lockMode: 'COMPLIANCE' | 'GOVERNANCE';
    /** Default Object Lock retention of the bucket `audit-1y`, in days. */
    readonly auditOneYearDays: number;
    /** The same for `audit-2y`. */
    readonly auditTwoYearDays: number;
    /** Days after which archived objects move to cold storage. */
    readonly coldStorageAfterDays: number;
    readonly logGroupDays: number;
  };
  readonly keys: { readonly rotationDays: number; readonly deletionWindowDays: number };
  /** Where backups are copied to, beside the vault in their region. */
  readonly backups: { readonly airGapped: boolean; readonly copyRegion: string | null };
  readonly availability: {
    /** How long a restore may take. */
    readonly recoveryTimeMinutes: number;
    /** How much of the newest data a restore may lose. */
    readonly recoveryPointMinutes: number;
  };
  /** How often credentials are renewed. */
  readonly rotation: {
    readonly databaseDays: number;
    readonly redisDays: number;
    readonly apiSigningKeyDays: number;
    readonly dataKeyDays: number;
    readonly sessionKeyDays: number;
    /** Of peppers and hash keys. */
    readonly pepperDays: number;
  };
  /** The UTC day from which users of an older system no longer move over, `YYYY-MM-DD`; `null` where there is none. */
  readonly identity: { readonly migrationUntil: string | null };
  readonly authorization: { readonly policyStore: 'create' | 'skip' };
  readonly levers: { readonly userPoolPlan: 'PLUS' | 'ESSENTIALS' };
  readonly accountServices: {
    readonly cloudTrail: Adoption;
    readonly config: Adoption;
    readonly accountSettings: Adoption;
    readonly apiGatewayLogs: Adoption;
  };
  /** Account of the separate log archive; `null` when logs stay in the environment's account. */
  readonly logArchiveAccount: string | null;
}

/** The tiers of subnets in which members of groups stand. */
export type Tier = 'public' | 'private' | 'data';

/** Whether the environment makes an account-wide service, takes over one that exists, or leaves it to somebody else. */
export type Adoption = 'create' | 'adopt' | 'skip';

/** One row of the table of allowed flows. */
export interface Flow {
  /** Such as `functions-to-postgresql`. */
  readonly name: string;
  /** A group's name, or one of the outside peers: `cloudfront` (its prefix list) or `internet`. */
  readonly from: string;
  /** A group's name, or one of the outside peers: `internet`, `s3`, `dynamodb` (gateway endpoints' prefix lists). */
  readonly to: string;
  readonly port: number;
  readonly protocol: 'tcp';
  /** The source section or need that the flow serves. */
  readonly reason: string;
}
