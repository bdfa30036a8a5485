import type { EnvironmentGraph, Resource } from '../../assurance/templates/graph';
import type { Front } from '../front/front';
import type { LocalCloud, Place } from '../local-cloud';
import type { Names } from '../read-back/concrete';

/** What a flow is driven on. */
export interface Deployed {
  readonly cloud: LocalCloud;
  readonly place: Place;
  readonly graph: EnvironmentGraph;
  readonly names: Names;
  /** The page's and the API's host names. */
  readonly front: Front;
}

/** One flow that is driven from end to end. */
export interface Flow {
  /** What is shown, as a sentence. */
  readonly claim: string;
  /** What it was driven on. */
  readonly evidence: 'emulated' | 'real-server';
  /** Drives it, and says with figures what was seen. Throws when it isn't so. */
  readonly drive: (deployed: Deployed) => Promise<string>;
}

/** Something isn't as the flow claims. */
export class FlowError extends Error {
  readonly code = 'FLOW';
}

/** Throws unless it holds. */
export function assertThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new FlowError(otherwise);
}

/** Throws unless this is refused with this code. */
export async function assertRefused(what: string, attempt: Promise<unknown>, code: RegExp): Promise<void> {
  const outcome = await attempt.then(() => 'it was done', describeError);
  assertThat(code.test(outcome), `${what} must be refused with ${String(code)}: ${outcome}`);
}

/** The name of the deployed resource whose path ends so. */
export function idOf({ graph, names }: Deployed, type: string, pathEnd: string): string {
  const resource = graph.ofType(type).find(({ path }) => path.endsWith(pathEnd));
  assertThat(resource !== undefined, `the templates hold no ${type} at ${pathEnd}`);
  return names.ids.get(resource) ?? '';
}

/** The resource whose path ends so. */
export function resourceAt({ graph }: Deployed, type: string, pathEnd: string): Resource {
  const resource = graph.ofType(type).find(({ path }) => path.endsWith(pathEnd));
  assertThat(resource !== undefined, `the templates hold no ${type} at ${pathEnd}`);
  return resource;
}

/** By its fields and not its class: what Node.js itself throws is of another `Error` where code runs in a context of its own. */
function describeError(error: unknown): string {
  const { code, name, message } = error as { readonly code?: unknown; readonly name?: string; readonly message?: string };
  return `${typeof code === 'string' ? code : (name ?? '')} ${message ?? String(error)}`;
}
