import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';

/** A policy with one thing wrong. */
export interface Mutant {
  readonly what: string;
  readonly policy: PolicyJson;
}

const SWAPS: Readonly<Record<string, string>> = {
  '&&': '||',
  '||': '&&',
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  containsAll: 'contains',
};
const ROLES: Readonly<Record<string, string>> = { SUPER_ADMIN: 'OWNER', OWNER: 'ADMIN', ADMIN: 'MEMBER', MEMBER: 'VIEWER', VIEWER: 'MEMBER', API: 'VIEWER' };

type Node = Record<string, unknown>;

/** Each way to get one thing wrong: effect, scope, a condition, an operator, a side of one, a value, a role. */
export function* mutantsOf(id: string, policy: PolicyJson): Generator<Mutant> {
  yield { what: `${id}: the other effect`, policy: { ...policy, effect: policy.effect === 'permit' ? 'forbid' : 'permit' } };
  if (policy.principal.op !== 'All') yield { what: `${id}: for every principal`, policy: { ...policy, principal: { op: 'All' } } };
  for (const [index, condition] of policy.conditions.entries()) {
    yield { what: `${id}: without condition ${index}`, policy: { ...policy, conditions: policy.conditions.toSpliced(index, 1) } };
    const kind = condition.kind === 'when' ? 'unless' : 'when';
    yield { what: `${id}: ${kind}`, policy: { ...policy, conditions: policy.conditions.with(index, { ...condition, kind }) } };
  }
  const copy = structuredClone(policy);
  for (const { what, change, undo } of changesIn({ principal: copy.principal, conditions: copy.conditions })) {
    change();
    yield { what: `${id}: ${what}`, policy: structuredClone(copy) };
    undo();
  }
}

interface Change {
  readonly what: string;
  readonly change: () => void;
  readonly undo: () => void;
}

function* changesIn(node: unknown): Generator<Change> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    yield* changesOf(node as Node, key, child);
    yield* changesIn(child);
  }
}

function* changesOf(node: Node, key: string, child: unknown): Generator<Change> {
  const swap = SWAPS[key];
  if (swap !== undefined) yield renamed(node, key, swap);
  if (key === '&&' || key === '||') {
    const { left, right } = child as { readonly left: Node; readonly right: Node };
    yield replaced(node, key, left, `without ${named(right)} right of ${key}`);
    yield replaced(node, key, right, `without ${named(left)} left of ${key}`);
  }
  if (key === 'Value' && typeof child === 'boolean') yield set(node, key, !child);
  if (key === 'Value' && typeof child === 'string') yield set(node, key, `${child}x`);
  if (key === 'Value' && typeof child === 'number') for (const by of [-1, 1]) yield set(node, key, child + by);
  if (key === 'id' && node.type === 'Ringwall::Role') yield set(node, key, ROLES[String(child)]);
}

function named(node: Node): string {
  const [operator = '', operand] = Object.entries(node)[0] ?? [];
  return operator === 'has' ? `has ${String((operand as Node).attr)}` : operator;
}

function set(node: Node, key: string, value: unknown): Change {
  const before = node[key];
  return { what: `${String(before)} → ${String(value)}`, change: () => void (node[key] = value), undo: () => void (node[key] = before) };
}

function renamed(node: Node, key: string, name: string): Change {
  const back = node[key];
  const swap = (from: string, to: string) => {
    Reflect.deleteProperty(node, from);
    node[to] = back;
  };
  return {
    what: `${key} → ${name}`,
    change: () => {
      swap(key, name);
    },
    undo: () => {
      swap(name, key);
    },
  };
}

function replaced(node: Node, key: string, by: Node, what: string): Change {
  const before = node[key];
  const [operator = ''] = Object.keys(by);
  return {
    what,
    change: () => {
      Reflect.deleteProperty(node, key);
      node[operator] = by[operator];
    },
    undo: () => {
      Reflect.deleteProperty(node, operator);
      node[key] = before;
    },
  };
}
