import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { buildApp } from './app';
import type { Environment } from './environments/environment';

/**
 * Bundles the functions and writes the templates of all these environments, in this process.
 * @param outdir the cloud assembly's folder
 */
export function synthesizeAll(environments: readonly Environment[], outdir: string): CloudAssembly {
  return buildApp({ environments, outdir }).synth();
}
