import { mkdirSync } from 'node:fs';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { CertificateFiles } from '../certificates/certificate-files';
import { PartNotStartedError } from '../errors';
import { WORK } from '../folders';
import { serversFile } from '../servers';
import { GuardedProcess } from '../processes/guarded-process';
import { waitUntil } from '../processes/wait-until';

const LAUNCHER = join(__dirname, '..', 'launcher');
const PREFERRED_PORT = 4566;
const START_SECONDS = 30;

const announced = z.object({
  port: z.number(),
  plainPort: z.number(),
  completed: z.array(z.string()),
  backed: z.array(z.string()),
  installed: z.array(z.string()),
  recorded: z.array(z.string()),
  endpoints: z.array(z.string()),
});

/** What the launcher adds to MiniStack: CloudFormation types, by what stands behind them, and more. */
export interface Added {
  /** Of MiniStack, with what it drops put through its APIs. */
  readonly completed: readonly string[];
  /** Refused by MiniStack, made on its APIs. */
  readonly backed: readonly string[];
  /** What its APIs lacked, by the launcher's module that adds it. */
  readonly installed: readonly string[];
  /** Accepted and remembered; nothing stands behind them. */
  readonly recorded: readonly string[];
  /** Those of the recorded types at whose endpoint one of the run's own servers listens. */
  readonly endpoints: readonly string[];
}

/** The running emulator. */
export interface Emulator {
  /** Where its APIs are, by TLS. */
  readonly endpoint: string;
  /** The same without TLS, which policies refuse. */
  readonly plainEndpoint: string;
  readonly added: Added;
  readonly process: GuardedProcess;
}

/** What the emulator is started with. */
export interface EmulatorProps {
  readonly python: string;
  /** The run's folder, for what the emulator writes. */
  readonly folder: string;
  readonly account: string;
  readonly region: string;
  readonly certificates: CertificateFiles;
}

/**
 * Starts MiniStack by our launcher.
 * @throws {PartNotStartedError} when it doesn't
 */
export async function startEmulator({ python, folder, account, region, certificates }: EmulatorProps): Promise<Emulator> {
  const temporary = join(folder, 'emulator');
  mkdirSync(temporary);
  const process_ = new GuardedProcess({
    part: 'The emulator',
    python,
    command: [python, LAUNCHER, String(PREFERRED_PORT), account, region, certificates.certificateFile, certificates.keyFile],
    folder: temporary,
    environment: environmentOf(temporary, folder, certificates.authorityFile),
  });
  const first = await process_.line((line) => line.startsWith('{'), START_SECONDS);
  if (first === undefined) {
    await process_.stop();
    throw new PartNotStartedError(process_.part, 'it never said where it listens', process_.tail);
  }
  const { port, plainPort, ...added } = announced.parse(JSON.parse(first));
  await waitUntil(process_, START_SECONDS, () => healthy(port, certificates.authority));
  return { endpoint: `https://127.0.0.1:${String(port)}`, plainEndpoint: `http://127.0.0.1:${String(plainPort)}`, added, process: process_ };
}

async function healthy(port: number, ca: string): Promise<void> {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/_ministack/health', ca }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
  if (status !== 200) throw new Error(`HTTP status ${String(status)}`);
}

/** Functions run on the Node.js that runs this; nothing of the shell's reaches them, its AWS credentials least of all. */
function environmentOf(temporary: string, folder: string, authority: string): Record<string, string> {
  return {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: temporary,
    TMPDIR: temporary,
    NODE_EXTRA_CA_CERTS: authority,
    RINGWALL_SERVERS: serversFile(folder),
    PYTHONPYCACHEPREFIX: join(WORK, 'pycache'),
    PYTHONUNBUFFERED: '1',
    LOG_LEVEL: 'WARNING',
  };
}
