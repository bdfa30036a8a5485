import { InvokeCommand } from '@aws-sdk/client-lambda';
import { assertThat, idOf, type Deployed } from './flow';

/** Invokes a deployed function and waits for its answer; a failure of the function is one of the flow. */
export async function invoke(deployed: Deployed, pathEnd: string, event: object = {}): Promise<unknown> {
  const FunctionName = idOf(deployed, 'AWS::Lambda::Function', pathEnd);
  const { FunctionError, Payload = new Uint8Array() } = await deployed.cloud.clients.lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  const answer: unknown = JSON.parse(Buffer.from(Payload).toString() || 'null');
  assertThat(FunctionError === undefined, `${FunctionName} failed: ${JSON.stringify(answer).slice(0, 400)}`);
  return answer;
}
