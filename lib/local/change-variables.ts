import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda';
import { idOf, type Deployed } from './smoke/flow';

const UPDATE_SECONDS = 30;

/**
 * Changes a deployed function's variables, as an operator of a running environment would.
 * @param pathEnd of its construct, such as `Function-sso`
 * @returns all that it has now
 */
export async function changeVariables(
  deployed: Deployed,
  pathEnd: string,
  changes: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const client = deployed.cloud.clients.lambda;
  const FunctionName = idOf(deployed, 'AWS::Lambda::Function', `${pathEnd}/Function/Resource`);
  const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const Variables = { ...Environment?.Variables, ...changes };
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime: UPDATE_SECONDS, minDelay: 1 }, { FunctionName });
  return Variables;
}
