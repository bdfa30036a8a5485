/** Where two pieces of JSON first differ, as `path: this, there that`; `undefined` when they are equal. */
export function firstDifference(one: unknown, other: unknown, path = ''): string | undefined {
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
    return Object.is(one, other) ? undefined : `${path}: ${show(one)}, there ${show(other)}`;
  }
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  for (const name of names) {
    const difference = firstDifference(one[name], other[name], path === '' ? name : `${path}.${name}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
