import { refresh } from '../../../lambdas/identity/session/refresh';
import type { RecordStore } from '../../../lambdas/shared/store/record-store';
import { manualClock, type ManualClock } from '../../support/manual-clock';
import { refusalOf } from '../../support/refusal-of';
import { proves } from '../../support/proves';
import type { TestClass } from '../../../lib/assurance/controls/control';
import { requestOf, sessionsWorld, tokenOf, type Browser, type SessionsWorld } from './session/sessions-world';

/** How many trials at a time: more than one, so that others' transactions come between, and few enough for two cores. */
const AT_ONCE = 16;

/** What is run, and what it counts as. */
export interface SessionStoreSubject {
  readonly store: (clock: ManualClock['clock']) => RecordStore;
  readonly evidence: TestClass;
  /** Of parallel tabs, and a tenth of them for the others. */
  readonly trials: number;
  readonly timeoutMilliseconds?: number;
}

/** What sessions must do over every store that holds them, however many tabs refresh at once. */
export function sessionStoreContract(name: string, { store, evidence, trials, timeoutMilliseconds }: SessionStoreSubject): void {
  describe(`sessions over ${name}`, () => {
    const made = () => {
      const time = manualClock();
      return sessionsWorld(store(time.clock), time);
    };
    const few = Math.ceil(trials / 10);

    proves(
      { control: 'IDN-9', part: 'reuse', evidence },
      `in ${String(trials)} trials, two tabs that refresh at once with one token get the same successor, and both stay signed in`,
      async () => {
        const world = made();
        await inTurns(trials, () => twoTabs(world));
        expect(world.notices.told).toEqual([]);
      },
      timeoutMilliseconds,
    );

    proves(
      { control: 'IDN-9', part: 'reuse', evidence },
      `in ${String(few)} trials, a token that is used after its grace ends the family, for the thief and for the owner, and is told`,
      async () => {
        await inTurns(few, () => replay(made()));
      },
      timeoutMilliseconds,
    );

    proves(
      { control: 'IDN-9', part: 'reuse', evidence },
      `in ${String(few)} trials, a token that is used in another browser ends the family, also within the grace, and is told`,
      async () => {
        await inTurns(few, (trial) => otherBrowser(made(), trial % 2 === 0));
      },
      timeoutMilliseconds,
    );
  });
}

async function inTurns(count: number, trial: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await trial(index);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
}

async function twoTabs(world: SessionsWorld): Promise<void> {
  const browser = await world.signIn();
  const replies = await Promise.all([refresh(world.parts, requestOf(browser, {})), refresh(world.parts, requestOf(browser, {}))]);
  const [one, other] = replies.map(tokenOf);
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  expect(one).not.toBe(browser.token);
  expect(other).toBe(one);
  browser.token = one ?? '';
  expect((await world.refresh(browser)).status).toBe(200);
}

async function replay(world: SessionsWorld): Promise<void> {
  const browser = await world.signIn();
  const stolen = { ...browser };
  await world.refresh(browser);
  world.time.advance(11);
  await foundOut(world, stolen, browser, 'replay');
}

async function otherBrowser(world: SessionsWorld, replaced: boolean): Promise<void> {
  const browser = await world.signIn();
  const stolen = { ...browser, device: 'another' };
  if (replaced) await world.refresh(browser);
  await foundOut(world, stolen, browser, 'another-device');
}

async function foundOut(world: SessionsWorld, thief: Browser, owner: Browser, how: string): Promise<void> {
  const ended = { code: 'session-ended', status: 401 };
  expect(await refusalOf(world.refresh(thief))).toMatchObject(ended);
  expect((await world.session(owner))?.value).toMatchObject({ revoked: { reason: 'reuse' }, previous: [] });
  expect(await refusalOf(world.refresh(owner))).toMatchObject(ended);
  expect(world.notices.told.map(({ account, message }) => [account, message.kind])).toEqual([[owner.account, 'session-misused']]);
  expect(world.recorded.filter(({ action }) => action === 'session.reused')).toMatchObject([{ userId: owner.account, result: 'failure', details: { how } }]);
}
