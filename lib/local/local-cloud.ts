import { rmSync } from 'node:fs';
import { writeCertificates, type CertificateFiles } from './certificates/certificate-files';
import { startEmulator, type Emulator } from './emulator/emulator';
import { createClients, rootOf, type Clients } from './emulator/clients';
import { makeRunFolder } from './folders';
import { startPostgres, type Postgres } from './postgres/postgres';
import type { GuardedProcess } from './processes/guarded-process';
import { serverUser } from './processes/server-user';
import { startRedis, type Redis } from './redis/redis';

/** The account and region that the local cloud plays. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** The servers of one run, empty: nothing is deployed yet. */
export interface LocalCloud {
  readonly emulator: Emulator;
  readonly postgres: Postgres;
  readonly redis: Redis;
  readonly certificates: CertificateFiles;
  /** Of the emulator's APIs, as the account's root. */
  readonly clients: Clients;
  /** For what else the run writes; removed with it. */
  readonly folder: string;
  /** Rejects with a {@link PartCrashedError} when a server ends by itself; otherwise never settles. */
  readonly crash: () => Promise<never>;
  /** Has this stopped with the servers. */
  readonly alsoStop: (stop: () => Promise<void>) => void;
  /** Stops every server and removes what the run wrote. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts all servers, on loopback only and each with its own certificate. When one doesn't start, the others are stopped.
 * @param python of the environment that holds the pinned packages
 * @throws {LocalCloudError} that says which part didn't start and why
 */
export async function startLocalCloud(python: string, place: Place): Promise<LocalCloud> {
  const folder = makeRunFolder();
  const started: GuardedProcess[] = [];
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all([...stops.map((one) => one()), ...started.map((one) => one.stop())]);
    rmSync(folder, { recursive: true, force: true });
  };
  const alsoStop = (one: () => Promise<void>): void => {
    stops.push(one);
  };
  const keep = <T extends { readonly process: GuardedProcess }>(part: T): T => {
    started.push(part.process);
    return part;
  };
  try {
    const user = await serverUser();
    const certificates = await writeCertificates(python, folder, user);
    const props = { python, folder, certificates, user };
    const pending = [startEmulator({ ...props, ...place }).then(keep), startPostgres(props).then(keep), startRedis(props).then(keep)] as const;
    void pending[2].then(
      ({ front }) => stops.push(front.stop),
      () => undefined,
    );
    // For all of them also when one fails, so that none is left that starts after the others were stopped.
    await Promise.allSettled(pending);
    const [emulator, postgres, redis] = await Promise.all(pending);
    const clients = createClients({ endpoint: emulator.endpoint, region: place.region, credentials: rootOf(place.account), authority: certificates.authority });
    return { emulator, postgres, redis, certificates, clients, folder, alsoStop, stop, crash: () => Promise.race(started.map((one) => one.crash())) };
  } catch (error) {
    await stop();
    throw error;
  }
}
