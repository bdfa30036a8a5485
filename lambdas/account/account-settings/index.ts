import { localEndpoint } from '../../shared/endpoint';
import { variable } from '../../shared/variable';
import { wait } from '../../shared/wait';
import { handle } from './handle';

const endpoint = localEndpoint(process.env);
const account = { account: variable('ACCOUNT') };

/** The one custom resource behind `Custom::AccountSetting`. */
export async function handler(event: unknown): Promise<void> {
  await handle(event, {
    account,
    endpoint,
    wait,
    log: (record) => {
      process.stdout.write(`${JSON.stringify(record)}\n`);
    },
  });
}
