import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { Credential } from '../shared/credential';

/** The rings: what seals the state of sign-in, what peppers codes and API keys, what hashes names of people and devices, what tells CloudFront. */
export type RingName = 'session-keys' | 'peppers' | 'hash-keys' | 'origin-keys';

/** What `KeyRings` are made from. */
export interface KeyRingsProps {
  readonly environment: Environment;
  readonly secretsKey: IKey;
}

const DESCRIPTIONS: Readonly<Record<RingName, string>> = {
  'session-keys': 'The keys that seal the state of sign-in and of single sign-on.',
  peppers: 'The peppers under which codes and API keys are hashed.',
  'hash-keys': 'The keys under which addresses of people and networks are hashed.',
  'origin-keys': 'The keys from which the secret is derived by which CloudFront is known.',
};

/** Rings of keys, each a secret in which the older keys stay for what they sealed or hashed (KEY-6, SEC-3). */
export class KeyRings extends Construct {
  private readonly secrets: ReadonlyMap<RingName, Credential>;

  constructor(scope: Construct, id: string, { environment, secretsKey }: KeyRingsProps) {
    super(scope, id);
    const { sessionKeyDays, pepperDays } = environment.rotation;
    const days: Readonly<Record<RingName, number>> = {
      'session-keys': sessionKeyDays,
      peppers: pepperDays,
      'hash-keys': pepperDays,
      'origin-keys': pepperDays,
    };
    const ring = (name: RingName): [RingName, Credential] => [
      name,
      new Credential(this, name, { environment, name, description: DESCRIPTIONS[name], key: secretsKey, fields: { purpose: name }, everyDays: days[name] }),
    ];
    this.secrets = new Map([ring('session-keys'), ring('peppers'), ring('hash-keys'), ring('origin-keys')]);
  }

  /** The secrets, by ARN. */
  get arns(): readonly string[] {
    return [...this.secrets.values()].map(({ secretArn }) => secretArn);
  }

  /** The secret of a ring, by ARN. */
  arnOf(name: RingName): string {
    const secret = this.secrets.get(name);
    if (secret === undefined) throw new TypeError(`There is no ring ${name}.`);
    return secret.secretArn;
  }

  /** Rotates them, at once for the first time. */
  rotateBy(rotation: IFunction): void {
    for (const secret of this.secrets.values()) secret.rotateBy(rotation);
  }
}
