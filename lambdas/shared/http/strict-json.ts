import { parseJson } from '../parse-json';
import { MalformedRequestError } from './errors';

/** Deeper than any body of ours. */
const MAXIMUM_DEPTH = 8;

/** What would reach into the prototype of whatever an object is merged into. */
const FORBIDDEN_MEMBERS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The tokens of a text that is JSON: strings, punctuation, and everything else. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Half of a character: no UTF-8 can hold it (RFC 8259 §8.2). */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Reads JSON of which two readers can't differ: no member twice (RFC 8259 §4 leaves open which of them counts), none that
 * reaches into a prototype, no half characters, and little depth.
 * @throws {MalformedRequestError}
 */
export function parseStrictJson(text: string): unknown {
  const value = parseJson(text);
  if (value === undefined) throw new MalformedRequestError("The body isn't JSON.");
  checkMembers(text);
  return value;
}

/** Goes through the tokens once; the text is known to be JSON, so a text before a colon is a member's name. */
function checkMembers(text: string): void {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') addMember(open.at(-1), last);
    else if (token.startsWith('"')) last = readString(token);
    if (open.length > MAXIMUM_DEPTH) throw new MalformedRequestError(`The body is nested more than ${String(MAXIMUM_DEPTH)} deep.`);
  }
}

function addMember(members: Set<string> | undefined, name: string): void {
  if (FORBIDDEN_MEMBERS.has(name)) throw new MalformedRequestError('The body has a member whose name is reserved.');
  if (members?.has(name) === true) throw new MalformedRequestError('The body has a member twice.');
  members?.add(name);
}

/** As JSON reads it: an escaped name is the same name. */
function readString(token: string): string {
  const value = JSON.parse(token) as string;
  if (LONE_SURROGATE.test(value)) throw new MalformedRequestError('The body holds half a character.');
  return value;
}
