import type { Environment } from '../../environments/environment';
import { archiveAccountOf, nameOf } from '../../names';

/** The key of the log archive by its alias, which is known also where the archive stands in another account. */
export function auditKeyArnOf(environment: Environment): string {
  return `arn:aws:kms:${environment.region}:${archiveAccountOf(environment)}:alias/${nameOf(environment, 'audit')}`;
}
