import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';

interface Version {
  value: string | undefined;
  readonly stages: Set<string>;
}

/** One secret of AWS Secrets Manager: its versions, their stages and its refusals, as the API reference describes them. */
export class FakeSecretsManager {
  readonly id = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:ringwall-dev-example-AbCdEf';
  readonly #versions = new Map<string, Version>();
  /** What was called, in order. */
  readonly calls: string[] = [];
  rotates = true;
  /** May throw before or after each call. */
  around: (call: string, when: 'before' | 'after') => void = () => undefined;
  /** Happens once, right before the next label moves. */
  beforeMove: (() => void) | undefined;

  constructor(initial: string) {
    this.#versions.set(randomUUID(), { value: initial, stages: new Set(['AWSCURRENT']) });
  }

  /** What the SDK's client is, as far as it is used. */
  get client(): SecretsManagerClient {
    const send = (command: unknown): Promise<unknown> => Promise.resolve().then(() => this.#send(command));
    return { send } as unknown as SecretsManagerClient;
  }

  /**
   * `RotateSecret`: while a version is pending that isn't current, the rotation before isn't complete and is attempted again;
   * otherwise a new version without a value is pending.
   * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
   */
  startRotation(): string {
    const stuck = this.versionAt('AWSPENDING');
    if (stuck !== undefined && stuck !== this.versionAt('AWSCURRENT')) return stuck;
    const versionId = randomUUID();
    this.#versions.set(versionId, { value: undefined, stages: new Set() });
    this.#attach('AWSPENDING', versionId);
    return versionId;
  }

  versionAt(stage: string): string | undefined {
    return [...this.#versions].find(([, { stages }]) => stages.has(stage))?.[0];
  }

  /** A version's text, past the API. */
  textAt(stage: string): string | undefined {
    return this.#versions.get(this.versionAt(stage) ?? '')?.value;
  }

  /** A pending version that somebody else left, with any value or none. */
  plantPending(value: string | undefined): string {
    const versionId = randomUUID();
    this.#versions.set(versionId, { value, stages: new Set() });
    this.#attach('AWSPENDING', versionId);
    return versionId;
  }

  /** Somebody writes a new current version by hand, beside the rotation. */
  makeCurrent(value: string): void {
    const versionId = randomUUID();
    this.#versions.set(versionId, { value, stages: new Set() });
    this.#attach('AWSCURRENT', versionId);
  }

  #send(command: unknown): unknown {
    const call = command?.constructor.name ?? '';
    this.calls.push(call);
    this.around(call, 'before');
    const answer = this.#answer(command);
    this.around(call, 'after');
    return answer;
  }

  #answer(command: unknown): unknown {
    if (command instanceof DescribeSecretCommand) return this.#describe();
    if (command instanceof GetSecretValueCommand) return this.#get(command.input);
    if (command instanceof PutSecretValueCommand) return this.#put(command.input);
    if (command instanceof UpdateSecretVersionStageCommand) return this.#move(command.input);
    throw refusal('UnknownOperationException', 'not modelled');
  }

  /** Versions without a stage are deprecated, and aren't listed. */
  #describe(): unknown {
    const labelled = [...this.#versions].filter(([, { stages }]) => stages.size > 0);
    return { RotationEnabled: this.rotates, VersionIdsToStages: Object.fromEntries(labelled.map(([id, { stages }]) => [id, [...stages]])) };
  }

  #get({ VersionId, VersionStage }: GetSecretValueCommand['input']): unknown {
    const versionId = VersionId ?? this.versionAt(VersionStage ?? 'AWSCURRENT') ?? '';
    const version = this.#versions.get(versionId);
    const fits = VersionStage === undefined || version?.stages.has(VersionStage) === true;
    if (version?.value === undefined || !fits) throw refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret value.");
    return { VersionId: versionId, SecretString: version.value };
  }

  /** A version's value can't be changed: the same again is no error, another one is. */
  #put({ ClientRequestToken: versionId = randomUUID(), SecretString: value, VersionStages = ['AWSCURRENT'] }: PutSecretValueCommand['input']): unknown {
    if (value === undefined || value === '') throw refusal('InvalidParameterException', 'SecretString must have at least one character.');
    const version = this.#versions.get(versionId) ?? { value: undefined, stages: new Set<string>() };
    if (version.value !== undefined && version.value !== value)
      throw refusal('ResourceExistsException', 'A version with this ID exists and has another value.');
    version.value = value;
    this.#versions.set(versionId, version);
    for (const stage of VersionStages) this.#attach(stage, versionId);
    return { VersionId: versionId };
  }

  /** A label moves only off the version that has it, which the call must name. */
  #move({ VersionStage: stage = '', MoveToVersionId: to, RemoveFromVersionId: from }: UpdateSecretVersionStageCommand['input']): unknown {
    this.beforeMove?.();
    this.beforeMove = undefined;
    if (this.versionAt(stage) !== from) throw refusal('InvalidParameterException', `${stage} isn't attached to the version that RemoveFromVersionId names.`);
    if (to === undefined && stage === 'AWSCURRENT') throw refusal('InvalidParameterException', 'AWSCURRENT can be moved, not removed.');
    if (to !== undefined && !this.#versions.has(to)) throw refusal('ResourceNotFoundException', 'No such version.');
    if (to === undefined) this.#versions.get(from ?? '')?.stages.delete(stage);
    else this.#attach(stage, to);
    return {};
  }

  /** When AWSCURRENT moves, AWSPREVIOUS follows it, and AWSPENDING goes from the version that became current. */
  #attach(stage: string, versionId: string): void {
    const before = this.versionAt(stage);
    for (const { stages } of this.#versions.values()) stages.delete(stage);
    this.#versions.get(versionId)?.stages.add(stage);
    if (stage !== 'AWSCURRENT' || before === versionId) return;
    this.#versions.get(versionId)?.stages.delete('AWSPENDING');
    if (before !== undefined) this.#attach('AWSPREVIOUS', before);
  }
}

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } });
}
