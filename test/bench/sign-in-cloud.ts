import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allEnvironments } from '../../lib/infrastructure/environments/environments';
import { synthesizeAll } from '../../lib/infrastructure/synthesize';
import { deployEnvironment } from '../../lib/local/deploy-environment';
import type { Deployed } from '../../lib/local/smoke/flow';
import { expectStatus, newVisitor, register } from '../../lib/local/smoke/person';
import { startCloud } from '../local/support/local-clouds';
import type { Figure } from './figure';
import { latencies, percentile } from './latencies';

const CALLS = 60;
const PEER = 'the key set, warm';
const STEPS = ['log in', 'refresh', 'sessions'] as const;

/** One person's way through the deployed functions over HTTPS, all of them warm: login, refresh and a route behind the authorizer. */
export async function signInCloudFigures(): Promise<Figure[]> {
  const cloud = await startCloud();
  const folder = mkdtempSync(join(tmpdir(), 'sign-in-cloud-'));
  try {
    const local = allEnvironments().filter(({ name }) => name === 'local');
    synthesizeAll(local, folder);
    return await figuresOf(await deployEnvironment(cloud, folder, 'local', local));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await cloud.stop();
  }
}

/** The peer is the smallest function that the front calls: one read, and no more work. */
async function figuresOf(deployed: Deployed): Promise<Figure[]> {
  const visitor = newVisitor(deployed);
  const person = await register(deployed, visitor);
  const call = {
    'log in': () => expectStatus(visitor.call('POST', '/auth/login', { ...person }), 200),
    refresh: () => expectStatus(visitor.call('POST', '/auth/refresh'), 200),
    sessions: () => expectStatus(visitor.call('GET', '/auth/sessions'), 200),
  };
  const peer = await latencies(CALLS, () => expectStatus(visitor.call('GET', '/.well-known/jwks.json'), 200));
  const figures: Figure[] = [];
  for (const step of STEPS) figures.push(...beside(step, await latencies(CALLS, call[step]), peer));
  return figures;
}

function beside(step: string, own: readonly number[], peer: readonly number[]): Figure[] {
  return [0.5, 0.99].map((share) => {
    const [value, floor] = [percentile(own, share) / 1000, percentile(peer, share) / 1000];
    const shown = `p${String(share * 100)}`;
    return { name: `${step} in the local cloud, ${shown}`, value, unit: 'ms', ratio: value / floor, peer: `${PEER}, ${shown}`, met: true };
  });
}
