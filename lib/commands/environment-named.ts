import type { Configuration } from '../assurance/templates/configuration';
import { UnknownEnvironmentError } from './errors';
import type { Surroundings } from './surroundings';

/** The environment of a name. @throws {UnknownEnvironmentError} */
export function environmentNamed(name: string, { configurations }: Pick<Surroundings, 'configurations'>): Configuration {
  const all = configurations();
  const found = all.find((one) => one.name === name);
  if (found === undefined)
    throw new UnknownEnvironmentError(
      name,
      all.map((one) => one.name),
    );
  return found;
}
