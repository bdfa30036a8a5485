import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { FunctionContract } from '../../../lambdas/shared/contract';
import type { KeyRings, RingName } from '../constructs/identity/key-rings';
import type { MailIdentity } from '../constructs/identity/mail-identity';
import type { SigningKeys } from '../constructs/identity/signing-keys';
import type { StateTable, StateTables } from '../constructs/identity/state-tables';
import type { OwnedTable } from '../constructs/shared/owned-table';
import { hashPolicyFiles, readPolicyFiles } from '../../policies/policy-files';
import type { Environment } from '../environments/environment';
import { nameOf } from '../names';
import type { DataStack } from './data';
import type { Wiring } from './wiring';

/** What the functions of sign-in work on. */
export interface IdentityParts {
  readonly environment: Environment;
  readonly secretsKey: IKey;
  readonly data: Pick<DataStack, 'dataKeys' | 'erasures' | 'fieldKeys'>;
  readonly tables: StateTables;
  readonly rings: KeyRings;
  readonly signingKeys: SigningKeys;
  readonly signingKeysKey: IKey;
  readonly mail: MailIdentity;
  /** The IDs of the pool's clients; `migration` where users of an older system move over. */
  readonly clients: { readonly signIn: string; readonly migration: string | undefined };
}

/** Stands in variables for what there isn't: they can't be empty. */
const NONE = 'none';

/**
 * The secrets of this environment's clients at identity providers, who give and renew them: no template makes it, and nothing here
 * could rotate it. An operator puts it there (decision 0132), as `{}` where there are public clients alone (PKCE, RFC 7636).
 */
const SSO_SECRETS = 'sso-secrets';

/** Turns text messages off (IDN-6). */
const NO_COUNTRIES = '-';

/** By the kind of resource that contracts name. */
const TABLES: Readonly<Record<string, StateTable>> = {
  accountsTable: 'accounts',
  sessionsTable: 'sessions',
  flowsTable: 'flows',
  countersTable: 'counters',
  outboxTable: 'outbox',
};
/** By the variable that contracts name. */
const RINGS: Readonly<Record<string, RingName>> = {
  SESSION_KEYS_SECRET: 'session-keys',
  PEPPERS_SECRET: 'peppers',
  HASH_KEYS_SECRET: 'hash-keys',
  ORIGIN_KEYS_SECRET: 'origin-keys',
};

/** What stands behind the names in the contracts of sign-in, but for the pool itself, whose own triggers can't refer to it. */
export function identityWiring(parts: IdentityParts): Wiring {
  const { secretsKey, signingKeys, signingKeysKey, mail, environment } = parts;
  return {
    variables: { ...stateVariables(parts), ...clientVariables(parts), ...messageVariables(parts) },
    resources: {
      ...tableResources(parts),
      ...fieldResources(parts),
      ringSecrets: ({ variables }) => variables.flatMap((name) => ringArn(parts, name)),
      secretsKey: () => [secretsKey.keyArn],
      signingKeysSecret: () => [signingKeys.secretArn],
      signingKeysKey: () => [signingKeysKey.keyArn],
      mailIdentity: () => [mail.arn],
      ssoSecrets: () => [ssoSecretsPattern(environment)],
      // A number is no resource of AWS; the countries and the budget are the function's to keep.
      textMessages: () => (environment.identity.textMessageCountries.length === 0 ? [] : ['*']),
    },
  };
}

function stateVariables({ tables, rings, signingKeys, data }: IdentityParts): Record<string, string> {
  return {
    ...Object.fromEntries(Object.values(TABLES).map((name) => [`${name.toUpperCase()}_TABLE`, tables.table(name).tableName])),
    ...Object.fromEntries(Object.entries(RINGS).map(([name, ring]) => [name, rings.arnOf(ring)])),
    SIGNING_KEYS_SECRET: signingKeys.secretArn,
    KEY_SET_TABLE: signingKeys.table.tableName,
    KEY_USER_MFA: data.fieldKeys['user-mfa'].keyArn,
    DATA_KEY_TABLE: data.dataKeys.tableName,
    ERASURE_TABLE: data.erasures.tableName,
    // Published by this deployment: a function whose compiled policies are others decides nothing (AZN-4).
    POLICY_SET: hashPolicyFiles(readPolicyFiles()),
  };
}

function clientVariables({ environment, clients }: IdentityParts): Record<string, string> {
  const { origins } = environment;
  return {
    SIGN_IN_CLIENT: clients.signIn,
    MIGRATION_CLIENT: clients.migration ?? NONE,
    MIGRATION_UNTIL: environment.identity.migrationUntil ?? NONE,
    SSO_PROVIDERS: JSON.stringify(environment.identity.ssoProviders),
    SSO_SECRETS: ssoSecretsArn(environment),
    APP_ORIGIN: origins.app,
    SITE_ORIGIN: origins.site,
    API_ORIGIN: origins.api,
    ERASURE_DELAY_DAYS: String(environment.identity.erasureDelayDays),
    RATE_LIMITS: JSON.stringify(environment.edge.rateTiers),
  };
}

function messageVariables({ environment, mail }: IdentityParts): Record<string, string> {
  const { textMessageCountries, textMessagesPerDay } = environment.identity;
  return {
    MAIL_FROM: mail.sender,
    SMS_COUNTRIES: textMessageCountries.length === 0 ? NO_COUNTRIES : textMessageCountries.join(','),
    SMS_DAILY_BUDGET: String(textMessagesPerDay),
  };
}

function tableResources({ tables, signingKeys }: IdentityParts): Wiring['resources'] {
  const state = Object.entries(TABLES);
  return {
    ...Object.fromEntries(state.map(([kind, name]) => [kind, () => [tables.table(name).tableArn]])),
    identityTableKeys: ({ actions }: FunctionContract<string>) => state.flatMap(([kind, name]) => (kind in actions ? [tables.table(name).key.keyArn] : [])),
    eventIndex: () => [tables.eventIndexArn],
    keySetTable: () => [signingKeys.table.tableArn],
    keySetTableKey: () => [signingKeys.table.key.keyArn],
  };
}

function fieldResources({ data }: IdentityParts): Wiring['resources'] {
  const tables: readonly (readonly [string, OwnedTable])[] = [
    ['dataKeyTable', data.dataKeys],
    ['erasureTable', data.erasures],
  ];
  return {
    userMfaKey: () => [data.fieldKeys['user-mfa'].keyArn],
    ...Object.fromEntries(tables.map(([kind, table]) => [kind, () => [table.tableArn]])),
    erasures: () => [data.erasures.tableArn],
    dataTableKeys: ({ actions }: FunctionContract<string>) => tables.flatMap(([kind, table]) => (kind in actions ? [table.key.keyArn] : [])),
  };
}

function ringArn({ rings }: IdentityParts, variable: string): string[] {
  const ring = RINGS[variable];
  return ring === undefined ? [] : [rings.arnOf(ring)];
}

/** Secrets Manager adds six characters to a name, which a policy must match and a caller may leave out. */
export function ssoSecretsPattern(environment: Environment): string {
  return `${ssoSecretsArn(environment)}-??????`;
}

function ssoSecretsArn(environment: Environment): string {
  const { account, region } = environment;
  return `arn:aws:secretsmanager:${region}:${account}:secret:${nameOf(environment, SSO_SECRETS)}`;
}
