/** A reference to an entity in Cedar's JSON. */
export interface EntityReference {
  readonly type: string;
  readonly id: string;
}

/** An expression in Cedar's JSON: an object with one member, the operator's. https://docs.cedarpolicy.com/policies/json-format.html */
export type Expression = Readonly<Record<string, unknown>>;

/** One part of a policy's scope. */
export interface Scope {
  readonly op: string;
  readonly entity?: unknown;
  readonly entities?: readonly unknown[];
  readonly entity_type?: string;
  readonly in?: unknown;
  readonly slot?: string;
}

/** A policy in Cedar's JSON. */
export interface CedarPolicy {
  readonly effect: 'forbid' | 'permit';
  readonly principal: Scope;
  readonly action: Scope;
  readonly resource: Scope;
  readonly conditions: readonly { readonly kind: 'unless' | 'when'; readonly body: Expression }[];
  readonly annotations?: Readonly<Record<string, string | null>>;
}

/** An action in Cedar's JSON of a schema. */
export interface CedarAction {
  readonly appliesTo?: { readonly principalTypes: readonly string[]; readonly resourceTypes: readonly string[] };
  readonly memberOf?: readonly { readonly id: string }[];
}

/** What is compiled. */
export interface CedarPolicySet {
  /** Of the namespace, in which every name stands. */
  readonly namespace: string;
  readonly hash: string;
  readonly policies: readonly CedarPolicy[];
  readonly actions: Readonly<Record<string, CedarAction>>;
  /** The attributes that hold entities, by the type that has them. */
  readonly references: readonly { readonly type: string; readonly attribute: string }[];
  /** The roles that each role inherits from. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
}
