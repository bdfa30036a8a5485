import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Finding } from '../../lambdas/rotation/domain/finding';
import { callAws } from './call-aws';
import { AccessDeniedError, RotationFailedError } from './errors';
import type { OperatorClients } from './operator-clients';
import type { RotatingSecret } from './rotating-secrets';

/** The function that rotates a secret, as an operator invokes it and reads its log. */
export class RotationFunction {
  constructor(
    private readonly secret: RotatingSecret,
    private readonly clients: Pick<OperatorClients, 'lambda' | 'logs'>,
  ) {}

  /** Why a rotation would fail; changes nothing. */
  async preflight(): Promise<readonly Finding[]> {
    const answer = await this.#invoke({ Step: 'preflight', SecretId: this.secret.arn });
    return fieldOf(answer, 'findings') as readonly Finding[];
  }

  /** Ends all that isn't current. */
  async revoke(versionId: string): Promise<void> {
    await this.#invoke({ Step: 'revoke', SecretId: this.secret.arn, VersionId: versionId });
  }

  /** Ends a rotation that didn't finish. */
  async withdraw(versionId: string): Promise<void> {
    await this.#invoke({ Step: 'withdraw', SecretId: this.secret.arn, VersionId: versionId });
  }

  /**
   * The first error of a rotation, as the function's log has it.
   * @param since milliseconds since 1970
   * @returns `undefined` while there is none, and when the caller may not read the log
   */
  async firstFailure(versionId: string, since: number): Promise<string | undefined> {
    const name = this.secret.functionArn.split(':')[6] ?? '';
    const filterPattern = `{ $.Failures = 1 && $.versionId = "${versionId}" }`;
    const command = new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}`, startTime: since, filterPattern });
    try {
      const { events = [] } = await callAws('logs:FilterLogEvents', this.clients.logs.send(command));
      const failure = events.map(({ message = '' }) => recordIn(message)).find((record) => isFailureOf(record, versionId));
      return failure === undefined ? undefined : describe(fieldOf(failure, 'error'), fieldOf(failure, 'message'));
    } catch (error) {
      if (error instanceof AccessDeniedError) return undefined;
      throw error;
    }
  }

  async #invoke(event: Readonly<Record<string, string>>): Promise<unknown> {
    const command = new InvokeCommand({ FunctionName: this.secret.functionArn, Payload: Buffer.from(JSON.stringify(event)) });
    const { FunctionError, Payload } = await callAws('lambda:InvokeFunction', this.clients.lambda.send(command));
    const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString('utf8') || 'null');
    if (FunctionError !== undefined) throw new RotationFailedError(describe(fieldOf(answer, 'errorType'), fieldOf(answer, 'errorMessage')));
    return answer;
  }
}

/** On Lambda a line may stand behind the runtime's own fields, or alone; lines of the runtime itself hold no record. */
function recordIn(line: string): unknown {
  try {
    return JSON.parse(line.slice(line.indexOf('{')));
  } catch {
    return undefined;
  }
}

/** The log is asked for these alone; the local cloud's answers with every line. */
function isFailureOf(record: unknown, versionId: string): boolean {
  return fieldOf(record, 'Failures') === 1 && fieldOf(record, 'versionId') === versionId;
}

function describe(name: unknown, message: unknown): string {
  return typeof message === 'string' ? `${typeof name === 'string' ? `${name}: ` : ''}${message}` : "the function's log says why";
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
