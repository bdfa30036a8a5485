import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { context } from '../../cdk.json';
import { buildGraph } from '../../lib/assurance/templates/build';
import type { EnvironmentGraph } from '../../lib/assurance/templates/graph';
import { loadAssembly, type LoadedEnvironment } from '../../lib/assurance/templates/load';
import type { Bundles } from '../../lib/infrastructure/bundles';
import type { Environment } from '../../lib/infrastructure/environments/environment';
import { DataStack, type DataStackProps } from '../../lib/infrastructure/stacks/data';
import { FoundationStack } from '../../lib/infrastructure/stacks/foundation';
import { LogArchiveStack } from '../../lib/infrastructure/stacks/log-archive';
import { NetworkStack } from '../../lib/infrastructure/stacks/network';
import type { MutableTemplate } from './mutate';

// The CDK's own validation costs seconds in each file; one job of its own runs it.
process.env.CDK_VALIDATION = 'false';

/** What the functions do plays no part here. */
const bundles: Bundles = { functions: [], folderOf: () => __dirname };

/** Keys of fields that nothing uses yet. */
const NO_ROLES: DataStackProps['fieldKeyRoles'] = {
  'user-pii': [],
  'user-mfa': [],
  'tenant-data': [],
  'audit-data': [],
  'field-national-id': [],
  'field-health': [],
};

/** An app with foundation, network and data of one environment, and what the data stack is given instead of the usual. */
export function dataApp(environment: Environment, overrides: Partial<DataStackProps> = {}, outdir?: string): App {
  const app = new App({ context, analyticsReporting: false, treeMetadata: false, ...(outdir === undefined ? {} : { outdir }) });
  const stage = new Stage(app, environment.name);
  const foundation = new FoundationStack(stage, 'foundation', { environment, bundles });
  if (environment.logArchiveAccount !== null) foundation.addStackDependency(new LogArchiveStack(stage, 'log-archive', { environment }));
  const network = new NetworkStack(stage, 'network', { environment, foundation });
  PermissionsBoundary.of(network).apply(foundation.permissionsBoundary);
  const data = new DataStack(stage, 'data', { environment, bundles, foundation, network, fieldKeyRoles: NO_ROLES, ...overrides });
  PermissionsBoundary.of(data).apply(foundation.permissionsBoundary);
  return app;
}

/** The same, synthesized. */
export function loadData(environment: Environment, overrides: Partial<DataStackProps> = {}): LoadedEnvironment {
  const folder = mkdtempSync(join(tmpdir(), 'ringwall-data-'));
  try {
    dataApp(environment, overrides, folder).synth();
    const [loaded] = loadAssembly(folder, [environment]);
    if (loaded === undefined) throw new Error('nothing was synthesized');
    return loaded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The graph of it, with the data stack's template broken by the test. */
export function dataGraph(loaded: LoadedEnvironment, mutate: (template: MutableTemplate) => void = () => undefined): EnvironmentGraph {
  const stacks = loaded.stacks.map((stack) => {
    if (stack.name !== 'data') return stack;
    const template = structuredClone(stack.template) as MutableTemplate;
    mutate(template);
    return { ...stack, template };
  });
  return buildGraph({ ...loaded, stacks });
}
