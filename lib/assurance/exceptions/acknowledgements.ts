import { entriesInForce } from './entry-problems';
import type { Standard } from './entry-test';
import type { Exception } from './exception';

/** What the app acknowledges to cdk-nag and to the CDK's validation report: one rule on one construct of one environment. */
export interface Acknowledgement {
  /** The entry that it comes from. */
  readonly exception: string;
  readonly environment: string;
  /** Construct path below the environment. */
  readonly construct: string;
  /** The nag rule's own name, without its pack. */
  readonly rule: string;
  /** Exactly what was found; one acknowledgement each. Empty where the rule reports one thing a resource. */
  readonly findings: readonly string[];
  /** Written to the validation report. */
  readonly reason: string;
}

/**
 * The acknowledgements that follow from the register as of a day. They come from nowhere else, and an entry that has
 * expired or fails otherwise yields none, so that `cdk synth` and `cdk deploy` refuse what `ringwall audit` refuses.
 * @throws InvalidDay when the day of judgement isn't a day
 */
export function acknowledgements(register: readonly Exception[], standard: Standard): Acknowledgement[] {
  return entriesInForce(register, standard).flatMap(({ id, rule, environments, constructs, findings, reason, expires }) =>
    environments.flatMap((environment) =>
      constructs.map((construct) => ({ exception: id, environment, construct, rule, findings: findings ?? [], reason: `${id}, until ${expires}: ${reason}` })),
    ),
  );
}

/**
 * The IDs by which one rule of one pack is acknowledged, each in both forms: `AwsSolutions-S1` silences cdk-nag's own
 * `validateScope`, and `AwsSolutions::AwsSolutions-S1` moves the finding to the suppressed ones of the CDK's validation
 * report. Each knows only its own.
 */
export function acknowledgementIds(pack: string, ruleId: string, findings: readonly string[]): string[] {
  const ids = findings.length === 0 ? [ruleId] : findings.map((finding) => `${ruleId}[${finding}]`);
  return ids.flatMap((id) => [id, `${pack}::${id}`]);
}
