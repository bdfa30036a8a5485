import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What `FunctionBasics` are made from. */
export interface FunctionBasicsProps {
  readonly environment: Environment;
  /** Names the policy: `ringwall-<environment>-<stack>-functions`. */
  readonly stack: string;
  /** Whether its functions stand in the network. */
  readonly inNetwork: boolean;
}

/**
 * How Lambda connects a function to subnets. It does so itself, in the role's name; code that runs in the function may not.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
const CONNECT = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** What every function of a stack may do beside its contract: send its traces and stand in the network. AWS knows no resource for either. */
export class FunctionBasics extends ManagedPolicy {
  constructor(scope: Construct, id: string, { environment, stack, inNetwork }: FunctionBasicsProps) {
    super(scope, id, {
      managedPolicyName: nameOf(environment, `${stack}-functions`),
      description: inNetwork ? 'Sends traces of functions, and connects them to their subnets.' : 'Sends traces of functions.',
      statements: [tracing(), ...(inNetwork ? [connecting()] : [])],
    });
  }
}

function tracing(): PolicyStatement {
  return new PolicyStatement({ actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] });
}

/** The key is there only when the function's own code calls. */
function connecting(): PolicyStatement {
  return new PolicyStatement({ actions: CONNECT, resources: ['*'], conditions: { Null: { 'lambda:SourceFunctionArn': 'true' } } });
}
