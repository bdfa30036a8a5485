import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { DynamoKeySet } from '../../shared/key-set/dynamo-key-set';
import { variable } from '../../shared/variable';
import { answer, type Answer } from './answer';

localEndpoint(process.env);

const keySet = new DynamoKeySet(new DynamoDBClient({}), variable('KEY_SET_TABLE'));

/** Serves the key set; invoked by API Gateway. */
export async function handler(): Promise<Answer> {
  return answer({
    keySet,
    clock,
    log: (record) => {
      process.stdout.write(`${JSON.stringify(record)}\n`);
    },
  });
}
