import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { gatewayEvent, type Sent } from '../support/gateway-event';
import { somebody } from '../support/token-world';
import { callingFloor } from './bundling';
import { median, type Figure } from './figure';
import { loadBundle, variablesOf, type Loaded } from './load-bundle';
import { stillAws } from './still-aws';

const RUNS = 7;
const PEER = "one AWS client's load and first call";
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Spelt as a refresh token is, of a session that nobody has. */
const REFRESH = `${NOBODY}.${NOBODY}.${'A'.repeat(43)}.${'A'.repeat(22)}`;

/** What each function is called for most, and how it answers where nothing is known. */
const FIRST: Readonly<Record<string, readonly [Sent, number]>> = {
  'identity/sign-in': [{ route: 'POST /auth/login', body: { email: 'ada@example.org', password: 'wrong password' } }, 401],
  'identity/registration': [{ route: 'POST /auth/register', body: { email: 'ada@example.org' } }, 202],
  'identity/session': [{ route: 'POST /auth/refresh', cookies: { '__Host-refresh': REFRESH } }, 401],
  'identity/step-up': [{ route: 'POST /auth/step-up', body: { password: 'wrong password' }, principal: somebody() }, 401],
  'identity/account': [{ route: 'GET /auth/account', principal: somebody() }, 401],
  'identity/passkeys': [{ route: 'POST /auth/passkeys/authentication/options', body: {} }, 200],
  'identity/sso': [{ route: 'DELETE /auth/sso/{provider}/link', params: { provider: 'acme' }, principal: somebody() }, 401],
  'identity/api-keys': [{ route: 'GET /auth/api-keys', principal: somebody() }, 401],
};

/**
 * Loading and answering the first request together, so that what is put off until a request needs it is counted where one does: over
 * an AWS that knows nobody, against a function that loads one client and calls it once. In turn, by CPU time.
 */
export async function firstRequestFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'first-'));
  const aws = await stillAws();
  try {
    const floor = callingFloor(folder);
    const figures: Figure[] = [];
    for (const name of Object.keys(FIRST)) figures.push(await figureOf(name, floor, aws.url));
    return figures;
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true });
  }
}

async function figureOf(name: string, floor: string, endpoint: string): Promise<Figure> {
  const bundle = join(bundleFunctions().folderOf(name), 'index.js');
  const pairs: { own: Loaded; floor: Loaded }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const own = await loadBundle(bundle, variablesOf(name), { endpoint, event: eventOf(name) });
    if (own.status !== FIRST[name]?.[1]) throw new Error(`${name} answered ${String(own.status)}, and not ${String(FIRST[name]?.[1])}.`);
    pairs.push({ own, floor: await loadBundle(floor, [], { endpoint, event: {} }) });
  }
  const ratio = median(pairs.map((pair) => pair.own.cpu / pair.floor.cpu));
  return { name: `${name}, first request`, value: median(pairs.map(({ own }) => own.cpu)), unit: 'ms', ratio, peer: PEER, met: true };
}

function eventOf(name: string): unknown {
  const [sent = { route: '' }] = FIRST[name] ?? [];
  return gatewayEvent({ ...sent, headers: { Origin: 'https://bench.example' } });
}
