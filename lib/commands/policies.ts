import { NoPolicyStoreError } from '../operations/errors';
import { makePolicyClients, type PolicyClients } from '../operations/policy-clients';
import { policyDrift, type Drift } from '../operations/policy-drift';
import { readPolicyStore } from '../operations/read-policy-store';
import { PUBLISHED_POLICIES } from '../policies/published-policies';
import { environmentNamed } from './environment-named';
import type { ExitCode } from './exit-code';
import { Progress } from './progress';
import { silenceSdk } from './silence-sdk';
import type { Surroundings } from './surroundings';

/** What the caller asks for. */
export interface PoliciesOptions {
  readonly environment: string;
  /** Whether standard output gets one JSON document, and nothing else. */
  readonly json: boolean;
}

/** What it works on. */
export type PoliciesSurroundings = Pick<Surroundings, 'configurations' | 'interactive' | 'writeError' | 'writeOut'>;

/**
 * Compares the policy store of a deployed environment with the published policies, and changes nothing.
 * @returns 0 when they are the same; 1 when something differs
 * @throws {UnknownEnvironmentError}; `OperationError` when there is no store, or AWS refuses or fails
 */
export async function runPolicies(
  { environment, json }: PoliciesOptions,
  around: PoliciesSurroundings,
  clientsIn: (region: string) => PolicyClients = makePolicyClients,
): Promise<ExitCode> {
  silenceSdk();
  const configuration = environmentNamed(environment, around);
  if (configuration.authorization.policyStore !== 'create')
    throw new NoPolicyStoreError(environment, 'authorization.policyStore is skip. Set it to create, and deploy.');
  const progress = new Progress({ write: around.writeError, interactive: around.interactive });
  const store = await progress.stage('read the policy store', () => readPolicyStore(configuration, clientsIn(configuration.region)));
  const drift = policyDrift(PUBLISHED_POLICIES, store);
  const passed = drift.length === 0;
  const report = { environment, store: store.id, policySet: PUBLISHED_POLICIES.hash, policies: store.policies.length, passed, drift };
  around.writeOut(json ? `${JSON.stringify(report, undefined, 2)}\n` : describe(report));
  return passed ? 0 : 1;
}

function describe({ store, policySet, policies, drift }: { store: string; policySet: string; policies: number; drift: readonly Drift[] }): string {
  if (drift.length === 0) return `The policy store ${store} holds the schema and the ${String(policies)} policies of the set ${policySet}, and nothing else.\n`;
  return drift.map((one) => `${one.kind.padEnd(10)} ${detailOf(one)}\n`).join('');
}

function detailOf(drift: Drift): string {
  switch (drift.kind) {
    case 'missing':
      return `${drift.policy}: the store hasn't it`;
    case 'changed':
      return `${drift.policy}: the store has another text of it, as ${drift.deployed}`;
    case 'extra':
      return `${drift.deployed}: no file has it${drift.policy === undefined ? '' : `, though it calls itself ${quoted(drift.policy)}`}`;
    default:
      return drift.advice;
  }
}

/** A name that whoever writes to the store chose: nothing in it moves an operator's cursor or hides a line. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
