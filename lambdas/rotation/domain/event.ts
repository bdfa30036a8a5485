import { InvalidEventError } from './errors';

/** The steps by which Secrets Manager rotates. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html */
export const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/** One of the four steps. */
export type Step = (typeof STEPS)[number];

/** One call of Secrets Manager. */
export interface RotationEvent {
  readonly step: Step;
  readonly secretId: string;
  /** The ID of the version that the rotation makes. */
  readonly versionId: string;
}

/** An operator asks whether a rotation would succeed. */
export interface PreflightEvent {
  readonly step: 'preflight';
  readonly secretId: string;
}

/** An operator ends all that isn't current. */
export interface RevocationEvent {
  readonly step: 'revoke';
  readonly secretId: string;
  /** The version that isn't to be trusted any more. */
  readonly versionId: string;
}

/** An operator ends a rotation that didn't finish. */
export interface WithdrawalEvent {
  readonly step: 'withdraw';
  readonly secretId: string;
  /** The pending version. */
  readonly versionId: string;
}

/** What the functions answer to. */
export type Event = RotationEvent | PreflightEvent | RevocationEvent | WithdrawalEvent;

/** What operators ask for. */
const OPERATIONS = ['preflight', 'revoke', 'withdraw'] as const;

/** A name or an ARN. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const SECRET = /^[A-Za-z0-9/_+=.@:-]{1,2048}$/;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
const VERSION = /^[A-Za-z0-9-]{32,64}$/;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an event. Further fields are no error: AWS has added one before (`RotationToken`).
 * @throws {InvalidEventError} with all that is wrong
 */
export function parseEvent(event: unknown): Event {
  const fields: Fields = typeof event === 'object' && event !== null ? { ...event } : {};
  const step = stepOf(fields.Step);
  const secretId = matching(fields.SecretId, SECRET);
  const versionId = matching(isOfVersion(step) ? fields.VersionId : fields.ClientRequestToken, VERSION);
  const problems = [
    ...(step === undefined ? [`Step must be one of ${[...STEPS, ...OPERATIONS].join(', ')}`] : []),
    ...(secretId === undefined ? ['SecretId must be the name or ARN of a secret'] : []),
    ...(versionId === undefined && step !== 'preflight'
      ? [`${isOfVersion(step) ? 'VersionId' : 'ClientRequestToken'} must be the ID of a version, 32 to 64 letters, digits and hyphens`]
      : []),
  ];
  if (step === undefined || secretId === undefined) throw new InvalidEventError(problems);
  if (step === 'preflight') return { step, secretId };
  if (versionId === undefined) throw new InvalidEventError(problems);
  return { step, secretId, versionId };
}

function stepOf(value: unknown): Event['step'] | undefined {
  return [...STEPS, ...OPERATIONS].find((step) => step === value);
}

/** Secrets Manager names a version by the token of its call, operators by its ID. */
function isOfVersion(step: Event['step'] | undefined): boolean {
  return step === 'revoke' || step === 'withdraw';
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
