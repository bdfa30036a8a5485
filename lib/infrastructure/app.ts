import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { bundleFunctions, type Bundles } from './bundles';
import type { Environment } from './environments/environment';
import { requireCurrentPermissions } from './permission-files';
import { EnvironmentStage } from './stage';

/** What the app is made from. */
export interface AppProps {
  readonly environments: readonly Environment[];
  /**
   * The built functions.
   * @default - those of this checkout, built now
   */
  readonly bundles?: Bundles;
  /**
   * Where the cloud assembly is written.
   * @default - where the CDK's command line says, else a temporary folder
   */
  readonly outdir?: string;
}

/** Frames above a resource's own line: constructs, their helpers and the CDK's constructors in between. */
const STACK_FRAMES = 50;

/**
 * The CDK app with one stage an environment. Its templates are the same whoever synthesizes it: the feature flags are read from
 * `cdk.json` also where the CDK's command line isn't at work.
 * @throws {GuestError}, {RouteError} for a guest or a route that can't be deployed safely
 * @throws {StalePermissionsError} when what follows from contracts, guests and policies isn't what they say
 * @throws {NotCompilableError} for a policy that can't be compiled
 */
export function buildApp({ environments, bundles: given, outdir }: AppProps): App {
  requireCurrentPermissions();
  const bundles = given ?? bundleFunctions();
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_FRAMES);
  const app = new App({ context, analyticsReporting: false, treeMetadata: false, ...(outdir === undefined ? {} : { outdir }) });
  for (const environment of environments) new EnvironmentStage(app, { environment, bundles });
  return app;
}
