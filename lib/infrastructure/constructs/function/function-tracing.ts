import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What every function of a stack may do beside its contract: send its traces. AWS X-Ray knows no resource for that. */
export class FunctionTracing extends ManagedPolicy {
  constructor(scope: Construct, id: string, environment: Environment, stack: string) {
    super(scope, id, {
      managedPolicyName: nameOf(environment, `${stack}-tracing`),
      description: 'Sends traces of functions.',
      statements: [new PolicyStatement({ actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] })],
    });
  }
}
