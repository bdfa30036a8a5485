import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PartNotStartedError } from '../errors';
import { run } from '../install/run';
import { giveTo, type ServerUser } from '../processes/server-user';

const PROGRAM = join(__dirname, 'make_certificates.py');

/** The certificates of one run. */
export interface CertificateFiles {
  /** In PEM: whoever connects trusts this one. */
  readonly authority: string;
  readonly authorityFile: string;
  readonly certificateFile: string;
  /** Readable by the user of the servers alone. */
  readonly keyFile: string;
}

/**
 * Makes the certificate of a run's servers in the run's folder.
 * @throws {PartNotStartedError} when it isn't made
 */
export async function writeCertificates(python: string, runFolder: string, user: ServerUser | undefined): Promise<CertificateFiles> {
  const folder = join(runFolder, 'certificates');
  mkdirSync(folder, { mode: 0o755 });
  const { code, output } = await run(python, ['-B', PROGRAM, folder]);
  if (code !== 0) throw new PartNotStartedError('The certificate', `it wasn't made (exit code ${String(code)})`, output);
  const files = { authorityFile: join(folder, 'authority.pem'), certificateFile: join(folder, 'server.pem'), keyFile: join(folder, 'server.key') };
  giveTo(user, files.keyFile);
  return { ...files, authority: readFileSync(files.authorityFile, 'utf8') };
}
