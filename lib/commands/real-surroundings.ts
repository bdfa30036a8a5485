import { join } from 'node:path';
import { checks } from '../assurance/checks/all';
import { controls } from '../assurance/controls/catalogue';
import { approvals } from '../assurance/exceptions/approvals';
import { REGISTER } from '../assurance/exceptions/register';
import { signedCommits } from '../assurance/exceptions/signed-commits';
import { proofs } from '../assurance/proofs/all';
import { allEnvironments } from '../infrastructure/environments/environments';
import { lockNotices } from '../infrastructure/lock-notices';
import { readRevision } from './git';
import type { Surroundings } from './surroundings';

/** The project's own folder, wherever the command is called from. */
const ROOT = join(__dirname, '..', '..');

// A reader that has seen enough, such as `head`, is no error: the audit goes on, and its exit code stands.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** This product, this checkout, this process. */
export function realSurroundings(): Surroundings {
  return {
    root: ROOT,
    writeOut: (text) => {
      process.stdout.write(text);
    },
    writeError: (text) => {
      process.stderr.write(text);
    },
    // NO_COLOR and FORCE_COLOR are honoured by Node.js itself.
    coloured: process.stdout.isTTY && process.stdout.hasColors(),
    interactive: process.stderr.isTTY && process.env.CI === undefined,
    configurations: allEnvironments,
    synthesize: async (folder) => {
      // The CDK's own validator takes seconds; tests run it once, and what it looks for the packs find too.
      process.env.CDK_VALIDATION ??= 'false';
      const { synthesizeAll } = await import('../infrastructure/synthesize');
      synthesizeAll(allEnvironments(), folder);
    },
    locks: (asOf) => allEnvironments().flatMap((environment) => lockNotices([environment], asOf).map((text) => ({ environment: environment.name, text }))),
    // Cedar's engine is loaded by who needs it.
    authorization: async () => (await import('../policies/describe-authorization')).describeAuthorization(),
    controls,
    instruments: { checks, proofs },
    register: REGISTER,
    approvals: () => approvals(REGISTER, signedCommits(ROOT)),
    evidenceFolder: join(ROOT, '.evidence'),
    revision: () => readRevision(ROOT),
  };
}
