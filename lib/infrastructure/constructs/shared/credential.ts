import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnResourcePolicy, CfnRotationSchedule, CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, type IDependable } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { closedToOthers } from './secret-policy';

/** What a `Credential` is made from. */
export interface CredentialProps {
  readonly environment: Environment;
  /** Names the secret: `ringwall-<environment>-<name>`. */
  readonly name: string;
  /** What it opens, in a few words. */
  readonly description: string;
  /** The key for secrets, or one made for this. */
  readonly key: IKey;
  /** What stands beside the password, such as the user's name. */
  readonly fields: Readonly<Record<string, string>>;
  /** How often (KEY-6). */
  readonly everyDays: number;
  /**
   * Whether it is first rotated as soon as it is deployed, so that no password stays that a deployment has seen; or when whoever
   * makes its user asks for it, who has no password until then.
   * @default 'at-once'
   */
  readonly firstRotation?: 'at-once' | 'when-asked';
}

/** Long enough for every store, and letters and digits alone: RabbitMQ refuses commas, colons and equal signs. */
const PASSWORD_LENGTH = 48;

/**
 * A generated password in Secrets Manager (SEC-1): encrypted, rotated, and closed by its own policy to everybody but roles of
 * the environment, whose own policies say which of them read it, and the deployment. One that nothing rotates fails the synthesis.
 */
export class Credential extends Construct {
  readonly secretArn: string;
  private rotates = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CredentialProps,
  ) {
    super(scope, id);
    const { environment, name, description, key, fields } = props;
    const secret = new CfnSecret(this, 'Resource', {
      name: nameOf(environment, name),
      description,
      kmsKeyId: key.keyArn,
      generateSecretString: {
        secretStringTemplate: Stack.of(this).toJsonString(fields),
        generateStringKey: 'password',
        passwordLength: PASSWORD_LENGTH,
        excludePunctuation: true,
      },
    });
    this.secretArn = secret.ref;
    new CfnResourcePolicy(this, 'Policy', { secretId: secret.ref, blockPublicPolicy: true, resourcePolicy: closedToOthers(this, environment) });
    this.node.addValidation({
      validate: () => (this.rotates ? [] : [`Nothing rotates the secret ${nameOf(environment, name)}: hand it a function by rotateBy (SEC-1).`]),
    });
  }

  /** The password, which CloudFormation reads when it deploys; the template holds its place alone. */
  get password(): string {
    return `{{resolve:secretsmanager:${this.secretArn}:SecretString:password}}`;
  }

  /**
   * Rotates it from now on.
   * @param rotation Renews it (SEC-3).
   * @param opened What it opens, which must be there to be changed.
   */
  rotateBy(rotation: IFunction, ...opened: IDependable[]): void {
    const { environment, everyDays, firstRotation = 'at-once' } = this.props;
    const permission = new CfnPermission(this, 'Invoke', {
      functionName: rotation.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      action: 'lambda:InvokeFunction',
      sourceAccount: environment.account,
      sourceArn: this.secretArn,
    });
    const schedule = new CfnRotationSchedule(this, 'Rotation', {
      secretId: this.secretArn,
      rotationLambdaArn: rotation.functionArn,
      rotationRules: { scheduleExpression: `rate(${String(everyDays)} days)` },
      rotateImmediatelyOnUpdate: firstRotation === 'at-once',
    });
    schedule.node.addDependency(permission, ...opened);
    this.rotates = true;
  }
}
