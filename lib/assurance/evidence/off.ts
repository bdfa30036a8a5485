import type { Part } from '../controls/control';
import type { Configuration } from '../templates/configuration';

/** The environment in which every option is on, so that every part is judged somewhere. */
const FULL = 'full';

/** Whether the environment's configuration switches the part off. */
export function isOff(part: Part, configuration: Configuration): boolean {
  if (part.offWhen === undefined || configuration.name === FULL) return false;
  const value = field(configuration, part.offWhen.field);
  return part.offWhen.oneOf.some((off) => off === value);
}

function field(configuration: Configuration, path: string): unknown {
  const value = path.split('.').reduce<unknown>((inside, name) => (isObject(inside) ? inside[name] : undefined), configuration);
  return value ?? null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
