import { Duration } from 'aws-cdk-lib';
import { SubnetType, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal, type IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionContract } from '../../../../lambdas/shared/contract';
import type { Bundles } from '../../bundles';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { NamedLogGroup } from '../shared/named-log-group';
import { ToldAlarm } from '../shared/told-alarm';

/** What all functions of a stack share. */
export interface FunctionSurroundings {
  readonly environment: Environment;
  readonly bundles: Bundles;
  /** Encrypts the log group. */
  readonly logsKey: IKey;
  /** Encrypts the environment variables. */
  readonly secretsKey: IKey;
  /** Keeps events that failed for good. */
  readonly deadLetters: IQueue;
  /** Encrypts them. */
  readonly messagesKey: IKey;
  /** Told when the function fails. */
  readonly alarmTopic: ITopic;
  /** What all of them may do: send traces, and stand in the network. */
  readonly basics: IManagedPolicy;
}

/** Where a function stands: behind a group in the private subnets, or outside, which takes a reason. */
export type FunctionPlace = { readonly vpc: IVpc; readonly group: ISecurityGroup } | { readonly outsideBecause: string };

/** What a `BaselineFunction` is made from. */
export interface BaselineFunctionProps<Contract extends FunctionContract<string>> extends FunctionSurroundings {
  readonly contract: Contract;
  /** Its place in the network (NET-5): what its group may reach, the table of flows says. */
  readonly place: FunctionPlace;
  /** A value for each variable of the contract. */
  readonly variables: Readonly<Record<Contract['variables'][number], string>>;
  /** The resources of each kind that the contract names, by ARN; none of a kind that only a later stack knows and grants. */
  readonly resources: { readonly [Kind in keyof Contract['actions']]: readonly string[] };
  /**
   * Executions that are kept for it, so that no other function can shut it out.
   * @default - what the account has left
   */
  readonly reservedConcurrency?: number;
}

/**
 * A function with nothing left out: a role of its own under a fixed name, with exactly its contract's actions in a managed
 * policy; encrypted environment and logs, tracing, dead letters, an alarm.
 */
export class BaselineFunction<Contract extends FunctionContract<string>> extends Construct {
  readonly function: NodejsFunction;
  /** Its role, for what a later stack must grant because only that knows the resource. */
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BaselineFunctionProps<Contract>,
  ) {
    super(scope, id);
    const logGroup = this.logGroup();
    this.role = this.ownRole(logGroup);
    this.function = this.functionWith(logGroup);
    this.alarm();
  }

  private get functionName(): string {
    return nameOf(this.props.environment, this.props.contract.name);
  }

  private logGroup(): ILogGroup {
    const { environment, logsKey } = this.props;
    return new NamedLogGroup(this, 'Logs', { environment, name: `/aws/lambda/${this.functionName}`, logsKey, masked: true });
  }

  /** The policies come first, so that the function never runs without them. */
  private ownRole(logGroup: ILogGroup): Role {
    const { contract, basics } = this.props;
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: this.functionName,
      description: `What ${contract.name} may do, by its contract.`,
      statements: [...this.contractStatements(), ...this.ownStatements(logGroup)],
    });
    return new Role(this, 'Role', {
      roleName: this.functionName,
      description: contract.description,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [policy, basics],
    });
  }

  private contractStatements(): PolicyStatement[] {
    const { contract, resources } = this.props;
    return Object.entries<readonly string[]>(resources)
      .filter(([, names]) => names.length > 0)
      .map(([kind, names]) => {
        const conditions = contract.conditions?.[kind] ?? {};
        return new PolicyStatement({ actions: [...(contract.actions[kind] ?? [])], resources: [...names], conditions });
      });
  }

  private ownStatements(logGroup: ILogGroup): PolicyStatement[] {
    const { deadLetters, messagesKey, secretsKey } = this.props;
    return [
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
      new PolicyStatement({ actions: ['kms:Decrypt'], resources: [secretsKey.keyArn] }),
      new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [messagesKey.keyArn] }),
    ];
  }

  private functionWith(logGroup: ILogGroup): NodejsFunction {
    const { contract, bundles, variables, secretsKey, deadLetters, place, reservedConcurrency } = this.props;
    return new NodejsFunction(this, 'Function', {
      functionName: this.functionName,
      description: contract.description,
      code: Code.fromAsset(bundles.folderOf(contract.path)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(contract.timeoutSeconds),
      memorySize: contract.memoryMegabytes,
      environment: { ...variables },
      environmentEncryption: secretsKey,
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      deadLetterQueue: deadLetters,
      reservedConcurrentExecutions: reservedConcurrency,
      ...('vpc' in place ? { vpc: place.vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS }, securityGroups: [place.group] } : {}),
    });
  }

  private alarm(): void {
    const { environment, contract, alarmTopic } = this.props;
    new ToldAlarm(this, 'Errors', {
      environment,
      name: `${contract.name}-errors`,
      meaning: `${contract.name} failed.`,
      runbook: 'function-errors',
      metric: this.function.metricErrors({ period: Duration.minutes(5) }),
      topic: alarmTopic,
    });
  }
}
