import { buildGraph } from '../assurance/templates/build';
import type { Configuration } from '../assurance/templates/configuration';
import type { EnvironmentGraph } from '../assurance/templates/graph';
import { loadAssembly } from '../assurance/templates/load';
import { deploy } from './deploy/deploy';
import { startFront, type Front } from './front/front';
import { originSecretSource } from './front/origin-secret';
import type { LocalCloud } from './local-cloud';
import type { Names } from './read-back/concrete';
import { namesOf } from './read-back/names';
import { announceServers } from './servers';
import type { Deployed } from './smoke/flow';
import { invoke } from './smoke/invoke';
import { standingsOf, type Standing } from './standing';

/** An environment that stands in the local cloud. */
export interface DeployedEnvironment extends Deployed {
  /** What stands behind each type of its templates. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/**
 * Deploys one environment of a cloud assembly that holds exactly these.
 * @param folder the cloud assembly's folder
 * @throws {UnknownStandingError} before anything is deployed, when its templates hold a type that nobody has judged
 * @throws {StackFailedError} when a stack isn't created
 */
export async function deployEnvironment(
  cloud: LocalCloud,
  folder: string,
  name: string,
  configurations: readonly Configuration[],
): Promise<DeployedEnvironment> {
  const graph = graphOf(folder, name, configurations);
  const standings = standingsOf([...new Set(graph.resources.map(({ type }) => type))], cloud.emulator.added.recorded);
  await announceServers(cloud, graph);
  await deploy(cloud.clients, folder, name);
  const { account, region } = graph.configuration;
  const names = await namesOf(graph, cloud);
  const front = await frontOf(cloud, graph, names);
  const deployed = { cloud, place: { account, region }, graph, standings, names, front };
  // A new table of data keys counts as a restored one: fields are sealed once the ledger of erasures was replayed on it.
  await invoke(deployed, 'ReplayErasures/Function/Resource');
  return deployed;
}

/** Ends the path of the origin's keys in the templates. */
const ORIGIN_KEYS = 'KeyRings/origin-keys/Resource';

async function frontOf(cloud: LocalCloud, graph: EnvironmentGraph, names: Names): Promise<Front> {
  const { emulator, certificates, clients } = cloud;
  const [id = '', stage = ''] = ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage'].map((type) => {
    const [resource] = graph.ofType(type);
    return resource === undefined ? undefined : names.ids.get(resource);
  });
  const keys = graph.ofType('AWS::SecretsManager::Secret').find(({ path }) => path.endsWith(ORIGIN_KEYS));
  const originSecret = originSecretSource(clients, keys === undefined ? '' : (names.ids.get(keys) ?? ''));
  const front = await startFront({ endpoint: emulator.endpoint, certificates, origins: graph.configuration.origins, api: { id, stage }, originSecret });
  cloud.alsoStop(front.stop);
  return front;
}

function graphOf(folder: string, name: string, configurations: readonly Configuration[]): EnvironmentGraph {
  const loaded = loadAssembly(folder, configurations).find(({ configuration }) => configuration.name === name);
  if (loaded === undefined) throw new Error(`there is no environment ${name} to deploy`);
  return buildGraph(loaded);
}
