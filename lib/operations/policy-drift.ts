import { isDeepStrictEqual } from 'node:util';
import type { PublishedPolicies } from '../policies/published-policies';

/** A policy as a store holds it. */
export interface DeployedPolicy {
  /** The store's own. */
  readonly id: string;
  /** Absent for one that is linked to a template. */
  readonly statement: string | undefined;
}

/** A policy store as it is. */
export interface DeployedStore {
  readonly id: string;
  /** How it validates policies: `STRICT`, `OFF`. */
  readonly validation: string;
  /** Cedar's JSON, as text. */
  readonly schema: string;
  readonly policies: readonly DeployedPolicy[];
}

/** One way in which a store isn't as the files say. */
export type Drift =
  | { readonly kind: 'schema' | 'validation'; readonly advice: string }
  /** A policy of the files, by its `@id`. */
  | { readonly kind: 'missing'; readonly policy: string }
  | { readonly kind: 'changed'; readonly policy: string; readonly deployed: string }
  /** One of the store's, by the store's ID; with the `@id` that it claims. */
  | { readonly kind: 'extra'; readonly policy: string | undefined; readonly deployed: string };

const CLAIMED = /^@id\("([^"]+)"\)/;

/** How a store differs from the files (AZN-4): each policy must be there once and to the letter, and nothing else. */
export function policyDrift({ schema, policies }: PublishedPolicies, store: DeployedStore): readonly Drift[] {
  const wanted = new Map(Object.entries(policies));
  const others: DeployedPolicy[] = [];
  for (const one of store.policies) {
    const name = claimedBy(one);
    if (name !== undefined && wanted.get(name) === one.statement) wanted.delete(name);
    else others.push(one);
  }
  const drift = others.map((one): Drift => {
    const name = claimedBy(one);
    if (name !== undefined && wanted.delete(name)) return { kind: 'changed', policy: name, deployed: one.id };
    return { kind: 'extra', policy: name, deployed: one.id };
  });
  const missing = [...wanted.keys()].map((policy): Drift => ({ kind: 'missing', policy }));
  return [...storeDrift(schema, store), ...missing, ...drift];
}

function* storeDrift(schema: PublishedPolicies['schema'], store: DeployedStore): Generator<Drift> {
  if (store.validation !== 'STRICT') yield { kind: 'validation', advice: `it validates ${store.validation}, and not STRICT` };
  if (!isDeepStrictEqual(parsed(store.schema), schema)) yield { kind: 'schema', advice: "its schema isn't the files'" };
}

function claimedBy({ statement = '' }: DeployedPolicy): string | undefined {
  return CLAIMED.exec(statement)?.[1];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
