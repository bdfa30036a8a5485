import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { assertThat, idOf, type Deployed, type Flow } from '../flow';
import { invoke } from '../invoke';
import { letSixMinutesPass } from '../let-six-minutes-pass';
import { readMail } from '../mailbox';
import { enrol, expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import { documentsOf, makeOlder } from '../records';

const DELAY = 28 * 24 * 60 * 60;
const CANCELLATION = /with this code, until then: (\S+)/;
const account = z.object({ id: z.string(), tenant: z.string(), erasure: z.object({ cancellable: z.boolean() }).nullable() });
const copy = z.object({
  account: z.object({ email: z.string() }),
  factors: z.object({ totp: z.object({}).nullable() }),
  sessions: z.array(z.object({})).min(1),
});
const tally = z.object({ erased: z.number() });

/** CMP-6, IDN-14, KEY-8. */
export const rightsAreAnswered: Flow = {
  claim:
    'A person downloads their data after a step-up, asks to be erased and cancels it by mail, asks again, and once the delay is over the job leaves nothing of the account and destroys its data keys',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const app = await enrol(visitor);
    await letSixMinutesPass(deployed, visitor);
    for (const [method, path] of [['GET', '/auth/data'] as const, ['POST', '/auth/erasure'] as const])
      await expectProblem(visitor.call(method, path), 403, 'step-up-required');
    await expectStatus(visitor.call('POST', '/auth/step-up', { totp_code: app.code() }), 200);
    const data = copy.parse((await expectStatus(visitor.call('GET', '/auth/data'), 200)).body);
    assertThat(data.account.email === person.email && data.factors.totp !== null, 'the copy lacks what the account has');
    await readMail(deployed.cloud, person.email, /(was downloaded)/);
    const read = async () => account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
    const { id, tenant } = await read();

    await expectStatus(visitor.call('POST', '/auth/erasure'), 202);
    assertThat((await read()).erasure?.cancellable === true, "the account doesn't show its erasure");
    const code = await readMail(deployed.cloud, person.email, CANCELLATION);
    const elsewhere = newVisitor(deployed);
    const cancel = (sent: string) => elsewhere.call('POST', '/auth/erasure/cancel', { code: sent });
    await expectProblem(cancel(`${id}.${'A'.repeat(22)}`), 400, 'code-refused');
    await expectStatus(cancel(code), 204);
    await readMail(deployed.cloud, person.email, /(Nothing was erased)/);
    assertThat((await read()).erasure === null, 'the erasure waits although it was cancelled');

    await expectStatus(visitor.call('POST', '/auth/erasure'), 202);
    await runJob(deployed);
    await expectStatus(visitor.call('GET', '/auth/account'), 200);
    assertThat(
      (await keysOf(deployed, tenant, id)).some((key) => key.startsWith('mfa#')),
      'the person has no data key that could be destroyed',
    );
    await letTheDelayPass(deployed, id);
    assertThat((await runJob(deployed)) === 1, 'the job erased nobody');
    await expectErased(deployed, { id, tenant });
    await expectProblem(cancel(code), 400, 'code-refused');
    for (const [method, path] of [['GET', '/auth/account'] as const, ['POST', '/auth/refresh'] as const]) await expectStatus(visitor.call(method, path), 401);
    await expectStatus(newVisitor(deployed).call('POST', '/auth/login', { ...person }), 401);
    const until = await readMail(deployed.cloud, person.email, /is gone on ([^.]+)\./);
    return `copy after a step-up; cancelled by mail; erased once its record says the delay is over: sign-in is refused, no key is left, the last backup of one ends ${until}`;
  },
};

async function runJob(deployed: Deployed): Promise<number> {
  return tally.parse(await invoke(deployed, 'EraseAccounts/Function/Resource')).erased;
}

async function letTheDelayPass(deployed: Deployed, id: string): Promise<void> {
  await makeOlder(deployed, 'accounts', (document, owner) =>
    owner === 'erasures' && document.account === id ? { ...document, dueAt: Number(document.dueAt) - DELAY } : undefined,
  );
}

/** What is left: the mark of the erasure in the place of the data keys, and the events by the account's ID. */
async function expectErased(deployed: Deployed, { id, tenant }: { readonly id: string; readonly tenant: string }): Promise<void> {
  const keys = await keysOf(deployed, tenant, id);
  assertThat(keys.join() === 'erased', `the person's data keys are ${keys.join()}`);
  const left = (await documentsOf(deployed, 'accounts')).filter((document) => JSON.stringify(document).includes(id));
  assertThat(left.length === 0, `${String(left.length)} records of the account are left`);
  const events = (await documentsOf(deployed, 'outbox')).filter(({ action, userId }) => action === 'account.erased' && userId === id);
  assertThat(events.length === 1, `${String(events.length)} events tell of the erasure`);
}

async function keysOf(deployed: Deployed, tenant: string, person: string): Promise<readonly string[]> {
  const { Items = [] } = await deployed.cloud.clients.dynamo.send(
    new QueryCommand({
      TableName: idOf(deployed, 'AWS::DynamoDB::Table', 'data/DataKeys/Resource'),
      KeyConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': { S: `person/${tenant}/${person}` } },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ key }) => key?.S ?? '');
}
