import { isUnresolved, type Read } from '../../templates/values';

/** What is wrong with a property that must have one value: not known, not set, or another value. */
export function* mustBe<T extends string | number | boolean>(read: Read<T>, expected: T, property: string): Generator<string> {
  if (isUnresolved(read)) yield `${property} can't be judged: ${read.reason}`;
  else if (read !== expected) yield `${property} is ${read === undefined ? 'not set' : String(read)}; it must be ${String(expected)}`;
}
