import { cpSync } from 'node:fs';
import { runLocal } from '../../../lib/commands/local';
import { realSurroundings } from '../../../lib/commands/real-surroundings';
import { TEST_ASSEMBLY } from '../../support/test-assembly';

/** The command by itself, for tests that stop it from outside; it deploys what this run synthesized already. */
const around = {
  ...realSurroundings(),
  synthesize: (folder: string) => {
    cpSync(TEST_ASSEMBLY, folder, { recursive: true });
  },
};
void runLocal({ once: process.argv.includes('--once'), json: process.argv.includes('--json') }, around).then((code) => {
  process.exitCode = code;
});
