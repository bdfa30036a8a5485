import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployEnvironment, type DeployedEnvironment } from '../local/deploy-environment';
import { LocalCloudError } from '../local/errors';
import { openDatabase } from '../local/open-database';
import { connectIdentityProvider } from '../local/identity-provider/connect-identity-provider';
import { installPythonPackages } from '../local/install/python-packages';
import { startLocalCloud, type LocalCloud } from '../local/local-cloud';
import { readBack } from '../local/read-back/read-back';
import { describeAddresses } from '../local/report/describe-addresses';
import { describeReport, describeStandings } from '../local/report/describe-report';
import { reportOf } from '../local/report/local-report';
import { smoke } from '../local/smoke/smoke';
import type { ExitCode } from './exit-code';
import { Interruption } from './local-interruption';
import { Progress } from './progress';
import { silenceSdk } from './silence-sdk';
import type { Surroundings } from './surroundings';

/** The environment that the local cloud deploys. */
const ENVIRONMENT = 'local';

/** What the caller asks of the local cloud. */
export interface LocalOptions {
  /** Whether to deploy, read everything back, drive every flow and end, and not to stay until Ctrl-C. */
  readonly once: boolean;
  /** Whether standard output gets one JSON document, and nothing else. Only with `once`. */
  readonly json: boolean;
}

/** What it works on. */
export type LocalSurroundings = Pick<Surroundings, 'writeOut' | 'writeError' | 'interactive' | 'configurations' | 'synthesize'>;

/**
 * Runs the local cloud: installs what is missing, starts the servers, deploys the environment `local` and reads back what
 * its templates ask for. Stays until Ctrl-C, or with `once` drives every flow and ends.
 *
 * @returns 0 when nothing was dropped and every flow went through; 1 otherwise, also when a part didn't start or crashed.
 */
export async function runLocal(options: LocalOptions, around: LocalSurroundings): Promise<ExitCode> {
  silenceSdk();
  const interruption = new Interruption();
  try {
    return await runUntil(interruption, options, around);
  } catch (error) {
    if (!(error instanceof LocalCloudError)) throw error;
    around.writeError(`ringwall: ${error.message}\n`);
    return 1;
  } finally {
    interruption.dispose();
  }
}

async function runUntil(interruption: Interruption, options: LocalOptions, around: LocalSurroundings): Promise<ExitCode> {
  const progress = new Progress({ write: around.writeError, interactive: around.interactive });
  const { python } = await interruption.or(progress.stage('install what is missing', installPythonPackages));
  const place = placeOf(around);
  const begun = performance.now();
  const starting = startLocalCloud(python, place);
  const cloud = await interruption.or(progress.stage('start the servers', () => starting)).catch(async (error: unknown) => {
    await starting.then(
      (started) => started.stop(),
      () => undefined,
    );
    throw error;
  });
  try {
    return await interruption.or(Promise.race([cloud.crash(), use(cloud, begun, interruption, progress, options, around)]));
  } finally {
    await progress.stage('stop the servers', cloud.stop);
  }
}

async function use(
  cloud: LocalCloud,
  begun: number,
  interruption: Interruption,
  progress: Progress,
  { once, json }: LocalOptions,
  around: LocalSurroundings,
): Promise<ExitCode> {
  const deployed = await progress.stage('synthesize and deploy', () => synthesizeAndDeploy(cloud, around));
  const back = await progress.stage('read back', () => readBack(deployed.graph, deployed.names, cloud.clients, deployed.standings));
  // The flows do it themselves, and see that nothing can be done before.
  if (!once) await progress.stage('open the database', () => openDatabase(deployed));
  const provider = await progress.stage('connect the identity provider', () => connectIdentityProvider(deployed));
  const seconds = (performance.now() - begun) / 1000;
  const driven = once ? await progress.stage('drive every flow', () => smoke(deployed)) : [];
  const report = reportOf(deployed, back, driven);
  if (json) {
    around.writeOut(`${JSON.stringify(report, undefined, 2)}\n`);
    return report.passed ? 0 : 1;
  }
  around.writeOut(
    `\nThe local cloud is ready after ${seconds.toFixed(1)} s.\n\n${describeAddresses(deployed, provider)}${describeStandings(report)}${describeReport(report, back.rows)}`,
  );
  if (once) return report.passed ? 0 : 1;
  around.writeOut('\nCtrl-C stops it, and leaves nothing behind.\n');
  await interruption.asked;
  return report.passed ? 0 : 1;
}

async function synthesizeAndDeploy(cloud: LocalCloud, around: LocalSurroundings): Promise<DeployedEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), 'ringwall-local-'));
  try {
    await around.synthesize(folder);
    return await deployEnvironment(cloud, folder, ENVIRONMENT, around.configurations());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function placeOf({ configurations }: LocalSurroundings): { readonly account: string; readonly region: string } {
  const configuration = configurations().find(({ name }) => name === ENVIRONMENT);
  if (configuration === undefined) throw new Error(`there is no environment ${ENVIRONMENT}`);
  return { account: configuration.account, region: configuration.region };
}
