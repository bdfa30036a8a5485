import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { toJson, type Reader } from '../reader';

/** `AWS::Lambda::Function` */
export const lambdaFunction: Reader = {
  read: async ({ id: FunctionName }, { lambda }) => {
    const { Configuration = {}, Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    return {
      FunctionName: Configuration.FunctionName,
      Description: Configuration.Description,
      Architectures: Configuration.Architectures,
      DeadLetterConfig: toJson(Configuration.DeadLetterConfig),
      Environment: toJson(Configuration.Environment),
      Handler: Configuration.Handler,
      KmsKeyArn: Configuration.KMSKeyArn,
      LoggingConfig: toJson(Configuration.LoggingConfig),
      MemorySize: Configuration.MemorySize,
      Role: Configuration.Role,
      Runtime: Configuration.Runtime,
      Timeout: Configuration.Timeout,
      TracingConfig: toJson(Configuration.TracingConfig),
      VpcConfig: toJson(Configuration.VpcConfig),
      ReservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions,
    };
  },
  unread: { Code: 'the smoke invokes it' },
};
