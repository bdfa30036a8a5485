import type { Environment } from './environments/environment';

/** Every name and tag of ours starts with it. */
export const APPLICATION = 'ringwall';

/** Backs up the wrapped data keys, and nothing else: whoever else would, their table refuses (KEY-8). */
export const DATA_KEY_BACKUP_ROLE = 'data-key-backup';

/** A fixed name within the environment, such as `ringwall-dev-boundary`. Fixed names let policies refer to what doesn't exist yet. */
export function nameOf(environment: Environment, thing: string): string {
  return `${APPLICATION}-${environment.name}-${thing}`;
}

/** The ARN of a role of ours, by its fixed name. */
export function roleArnOf(environment: Environment, role: string, account: string = environment.account): string {
  return `arn:aws:iam::${account}:role/${nameOf(environment, role)}`;
}

/** The environment's own trail in each account that it uses. */
export function trailArnsOf(environment: Environment): string[] {
  return accountsOf(environment).map((account) => `arn:aws:cloudtrail:${environment.region}:${account}:trail/${nameOf(environment, 'trail')}`);
}

/** From where CloudWatch's delivery writes logs of the environment; those of CloudFront's web ACL come from us-east-1. */
export function logSourcesOf({ account, region }: Environment): string[] {
  return [...new Set([region, 'us-east-1'])].map((place) => `arn:aws:logs:${place}:${account}:*`);
}

/** The accounts that the environment uses: its own and, where configured, that of its log archive. */
export function accountsOf(environment: Environment): string[] {
  return [...new Set([environment.account, archiveAccountOf(environment)])];
}

/** The account that holds the log archive. */
export function archiveAccountOf(environment: Environment): string {
  return environment.logArchiveAccount ?? environment.account;
}
