import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { allEnvironments } from '../../lib/infrastructure/environments/environments';
import { synthesizeAll } from '../../lib/infrastructure/synthesize';
import { deployEnvironment } from '../../lib/local/deploy-environment';
import type { Deployed } from '../../lib/local/smoke/flow';
import { enrol, expectStatus, newVisitor, signedIn } from '../../lib/local/smoke/person';
import { startCloud } from '../local/support/local-clouds';
import type { Figure } from './figure';
import { percentile } from './latencies';

/** Each signs in with each of their recovery codes but the last, from a browser of its own: no limit of calls is met. */
const PEOPLE = 5;
const PEER = 'the key set';
const STEPS = ['log in', 'second factor', 'refresh', 'sessions', PEER] as const;

type Times = Readonly<Record<(typeof STEPS)[number], number>>;

const started = z.object({ session_id: z.string() });

/**
 * Sign-in through the deployed functions of the local cloud over HTTPS, warm: login with the password's proof, second factor, refresh,
 * and a route behind the authorizer. The peer is the smallest function that the front calls.
 */
export async function signInCloudFigures(): Promise<Figure[]> {
  const cloud = await startCloud();
  const folder = mkdtempSync(join(tmpdir(), 'sign-in-cloud-'));
  try {
    const local = allEnvironments().filter(({ name }) => name === 'local');
    // The CDK's own validator prints pages, and isn't what is measured.
    process.env.CDK_VALIDATION ??= 'false';
    synthesizeAll(local, folder);
    return figuresOf(await timesOf(await deployEnvironment(cloud, folder, 'local', local)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await cloud.stop();
  }
}

async function timesOf(deployed: Deployed): Promise<readonly Times[]> {
  const times: Times[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const { visitor, person } = await signedIn(deployed);
    const { recoveryCodes } = await enrol(visitor);
    for (const code of recoveryCodes.slice(1)) times.push(await timesOfOne(deployed, person, code));
  }
  return times.slice(1);
}

async function timesOfOne(deployed: Deployed, person: object, recoveryCode: string): Promise<Times> {
  const visitor = newVisitor(deployed);
  const login = await timed(() => visitor.call('POST', '/auth/login', person));
  const { session_id } = started.parse(login.answer.body);
  const factor = await timed(() => visitor.call('POST', '/auth/mfa', { session_id, recovery_code: recoveryCode }));
  const refresh = await timed(() => visitor.call('POST', '/auth/refresh'));
  const sessions = await timed(() => visitor.call('GET', '/auth/sessions'));
  const peer = await timed(() => visitor.call('GET', '/.well-known/jwks.json'));
  return { 'log in': login.took, 'second factor': factor.took, refresh: refresh.took, sessions: sessions.took, [PEER]: peer.took };
}

async function timed(call: () => Parameters<typeof expectStatus>[0]) {
  const begun = process.hrtime.bigint();
  const answer = await expectStatus(call(), 200);
  return { answer, took: Number(process.hrtime.bigint() - begun) / 1e6 };
}

function figuresOf(times: readonly Times[]): Figure[] {
  const at = (step: (typeof STEPS)[number], share: number): number =>
    percentile(
      times.map((one) => one[step]),
      share,
    );
  return STEPS.flatMap((step) =>
    [0.5, 0.99].map((share) => {
      const shown = `p${String(share * 100)}`;
      const figure = { name: `${step} in the local cloud, ${shown}`, value: at(step, share), unit: 'ms', met: true };
      return step === PEER ? figure : { ...figure, ratio: figure.value / at(PEER, share), peer: `${PEER}, ${shown}` };
    }),
  );
}
