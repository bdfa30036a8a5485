import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Deployed } from '../../../lib/local/smoke/flow';
import { logsAreClean } from '../../../lib/local/smoke/flows/clean-logs';
import { noteSecret } from '../../../lib/local/smoke/used-secrets';
import { proves } from '../../support/proves';
import { startEmulatorAlone, type EmulatorAlone } from '../support/local-clouds';

const SECRET = 'correct horse/battery';

let alone: EmulatorAlone;
beforeAll(async () => {
  alone = await startEmulatorAlone();
});
afterAll(() => alone.stop());

/** Of what was deployed, the flow asks for the logs and for the secrets that were used alone. */
async function cloudThatLogged(group: string, message: string): Promise<Deployed> {
  const { logs } = alone.clients;
  const stream = { logGroupName: group, logStreamName: 'stream' };
  await logs.send(new CreateLogGroupCommand(stream));
  await logs.send(new CreateLogStreamCommand(stream));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message }] }));
  const deployed = { cloud: { clients: alone.clients }, front: {} } as Deployed;
  noteSecret(deployed.front, SECRET);
  return deployed;
}

it('finds no secret where none is', async () => {
  const deployed = await cloudThatLogged('sign-in', 'somebody signed in');
  expect(await logsAreClean.drive(deployed)).toBe('1 secrets, none in 1 lines of 1 log groups');
});

proves({ control: 'KEY-5', part: 'clean-logs', evidence: 'emulated' }, 'a secret that is planted in a log is found', async () => {
  const deployed = await cloudThatLogged('planted', `somebody is ${encodeURIComponent(SECRET)}, it seems`);
  await expect(logsAreClean.drive(deployed)).rejects.toMatchObject({ code: 'FLOW', message: '1 lines of planted hold a secret' });
});
