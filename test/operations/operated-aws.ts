import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, ListSecretsCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { parseCredential, serializeCredential, type Credential } from '../../lambdas/rotation/domain/credential';
import { STEPS } from '../../lambdas/rotation/domain/event';
import type { Finding } from '../../lambdas/rotation/domain/finding';
import type { Kind, RotatedKind } from '../../lambdas/rotation/domain/kind';
import { generatePassword } from '../../lambdas/rotation/domain/password';
import type { OperatorClients } from '../../lib/operations/operator-clients';
import { World } from '../lambdas/rotation/world';

/** What a secret opens, in memory: it takes the passwords that were applied. */
export class Lock implements Kind<Credential> {
  readonly parse = parseCredential;
  readonly serialize = serializeCredential;
  readonly opens = new Set(['first']);
  findings: readonly Finding[] = [];
  /** Happens in place of the test of a candidate. */
  verifying: () => Promise<void> = () => Promise.resolve();

  constructor(readonly name: RotatedKind) {}

  candidate(current: Credential): Promise<Credential> {
    return Promise.resolve({ ...current, password: generatePassword() });
  }

  follows(): boolean {
    return true;
  }

  apply({ password }: Credential): Promise<void> {
    this.opens.add(password.reveal());
    return Promise.resolve();
  }

  verify(): Promise<void> {
    return this.verifying();
  }

  retire(): Promise<void> {
    return Promise.resolve();
  }

  revoke({ password }: Credential): Promise<void> {
    this.opens.clear();
    this.opens.add(password.reveal());
    return Promise.resolve();
  }

  preflight(): Promise<readonly Finding[]> {
    return Promise.resolve(this.findings);
  }
}

/** A secret with what it opens, and the real code of the function that rotates it. */
export interface Operated {
  readonly name: string;
  readonly lock: Lock;
  readonly world: World<Credential>;
  rotates: boolean;
  functionArn: string | undefined;
}

/** Secrets of an environment in AWS: Secrets Manager runs the steps of a rotation after it has answered, as it does. */
export class OperatedAws {
  readonly secrets: Operated[] = [];
  account = '111122223333';
  /** May throw before any call. */
  before: (call: string) => void = () => undefined;
  /** What the functions' logs hold beside their failures, for who answers with every line whatever was asked. */
  otherLines: readonly string[] = [];
  /** How many secrets a page of a list holds. */
  pageSize = 2;
  readonly #running: Promise<unknown>[] = [];

  add(name: string, kind: RotatedKind, functionName = `ringwall-dev-rotate-${kind}`): Operated {
    const lock = new Lock(kind);
    const world = new World(lock, JSON.stringify({ username: 'one', password: 'first' }));
    const functionArn = `arn:aws:lambda:eu-central-1:111122223333:function:${functionName}`;
    const operated: Operated = { name, lock, world, rotates: true, functionArn };
    this.secrets.push(operated);
    return operated;
  }

  get clients(): OperatorClients {
    const send = async (command: unknown): Promise<unknown> => {
      this.before(command?.constructor.name ?? '');
      return Promise.resolve(this.#answer(command));
    };
    return { sts: { send }, secrets: { send }, lambda: { send }, logs: { send } };
  }

  /** Everything that goes on has ended. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  #answer(command: unknown): unknown {
    if (command instanceof GetCallerIdentityCommand) return { Account: this.account };
    if (command instanceof ListSecretsCommand) return this.#list(Number(command.input.NextToken ?? 0));
    if (command instanceof DescribeSecretCommand) return this.#describe(this.#find(command.input.SecretId));
    if (command instanceof RotateSecretCommand) return this.#rotate(this.#find(command.input.SecretId));
    if (command instanceof InvokeCommand) return this.#invoke(JSON.parse(Buffer.from(command.input.Payload as Uint8Array).toString()) as { SecretId: string });
    if (command instanceof FilterLogEventsCommand) return this.#failures(command.input);
    throw new Error('not modelled');
  }

  arnOf({ name }: Operated): string {
    return `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-AbCdEf`;
  }

  #find(id: string | undefined): Operated {
    const found = this.secrets.find((secret) => this.arnOf(secret) === id);
    if (found === undefined) throw Object.assign(new Error(), { name: 'ResourceNotFoundException' });
    return found;
  }

  #list(from: number): unknown {
    const page = this.secrets.slice(from, from + this.pageSize);
    const SecretList = page.map((secret) => ({
      Name: secret.name,
      ARN: this.arnOf(secret),
      RotationEnabled: secret.rotates,
      RotationLambdaARN: secret.functionArn,
    }));
    return { SecretList, ...(from + this.pageSize < this.secrets.length ? { NextToken: String(from + this.pageSize) } : {}) };
  }

  async #describe({ world }: Operated): Promise<unknown> {
    return world.secret.client.send(new DescribeSecretCommand({ SecretId: world.secret.id }));
  }

  #rotate({ world }: Operated): unknown {
    const versionId = world.secret.startRotation();
    this.#running.push(this.#steps(world, versionId).catch(() => undefined));
    return { VersionId: versionId };
  }

  async #steps(world: World<Credential>, versionId: string): Promise<void> {
    for (const step of STEPS) {
      await new Promise((resolve) => setImmediate(resolve));
      await world.step(step, versionId);
    }
  }

  async #invoke(event: { readonly SecretId: string }): Promise<unknown> {
    const { world } = this.#find(event.SecretId);
    try {
      return { Payload: Buffer.from(JSON.stringify((await world.invoke(event)) ?? null)) };
    } catch (error) {
      const { name, message } = error as Error;
      return { FunctionError: 'Unhandled', Payload: Buffer.from(JSON.stringify({ errorType: name, errorMessage: message })) };
    }
  }

  #failures({ filterPattern = '' }: FilterLogEventsCommand['input']): unknown {
    const versionId = /versionId = "([^"]+)"/.exec(filterPattern)?.[1];
    const lines = this.secrets.flatMap(({ world }) => world.log).filter((record) => record.Failures === 1 && record.versionId === versionId);
    return { events: [...this.otherLines, ...lines.map((record) => `${JSON.stringify(record)}\n`)].map((message) => ({ message })) };
  }
}
