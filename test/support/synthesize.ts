import { allEnvironments } from '../../lib/infrastructure/environments/environments';
import { synthesizeAll } from '../../lib/infrastructure/synthesize';

const [outdir] = process.argv.slice(2);
if (outdir === undefined) throw new Error('usage: synthesize.ts <outdir>');
synthesizeAll(allEnvironments(), outdir);
