import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, stringsIn, unresolvedIn } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { rawStrings, templateResource } from './support/raw';

/** `localhost` and names below it, 127.0.0.0/8 also shortened and within IPv6, ::1. Not part of a longer name or number. */
const LOOPBACK = /(?<![\w-])localhost(?![\w-])|(?<![\d.])127(?:\.\d{1,3}){1,3}(?![\d.])|(?<![\da-f:])(?:::|(?:0{1,4}:){7}0{0,3})1(?![\da-f:])/i;

/** What may be the host of an address in any notation; not part of a longer name, path or ARN. */
const HOST = /(?<![\w.:-])(?:[\da-fx:][\da-fx.:]*[\da-fx])(?![\w-])/gi;

/** An address as a URL writes it: 127.0.0.0/8 and ::1, the first also within IPv6. */
const LOOPBACK_HOST = /^(?:127\.|\[::1\]$|\[::(?:ffff:(?:0:)?)?7f[\da-f]{2}:)/;

/** A whole value of digits alone that is an account or the largest of integers, rather than an address. */
const NUMBER = /^(?:\d{12}|2147483647)$/;

/** The variable, also of one service alone, that sends an SDK's calls elsewhere. */
const ENDPOINT = 'AWS_ENDPOINT_URL';

/** DEL-1. */
export const noLoopbackValuesOutsideLocal: Check = {
  id: 'no-loopback-values-outside-local',
  claim: 'No template but those of the local cloud holds a loopback name or address, and none sets where the SDK sends its calls.',
  judge: (graph) => judgeEach(graph.resources, (resource) => problemsOf(resource, graph)),
};

function* problemsOf(resource: Resource, graph: EnvironmentGraph): Generator<string> {
  const strings = [...rawStrings(templateResource(graph, resource)), ...stringsIn(resource.properties)];
  const endpoint = strings.find((text) => text.startsWith(ENDPOINT));
  if (endpoint !== undefined) yield `the resource sets ${endpoint}; only the machine that runs the local cloud may`;
  if (graph.name === 'local') return;
  const loopback = strings.find((text) => LOOPBACK.test(text) || (!NUMBER.test(text) && hostsIn(text).some((host) => LOOPBACK_HOST.test(host))));
  if (loopback !== undefined) yield `the resource holds the loopback value '${loopback}'`;
  const variables = resource.type === 'AWS::Lambda::Function' ? unresolvedIn(at(resource.properties, 'Environment.Variables')) : [];
  const unknown = variables.find(({ expression }) => !isCutFromAttribute(expression));
  if (unknown !== undefined) yield `a variable of its environment can't be judged: ${unknown.reason}`;
}

/**
 * Whether an expression only cuts a piece out of what AWS gives one of the template's own resources, such as the host of a
 * broker's endpoint: that is no more an address of this machine than the attribute, which is a reference and known.
 */
function isCutFromAttribute(expression: string): boolean {
  try {
    return isCut(JSON.parse(expression));
  } catch {
    return false;
  }
}

function isCut(value: unknown): boolean {
  const [[name, content] = ['', []], ...others] = typeof value === 'object' && value !== null ? Object.entries<unknown>(value as Record<string, unknown>) : [];
  if (others.length > 0 || !Array.isArray(content)) return false;
  const [first, second] = content as readonly unknown[];
  if (name === 'Fn::GetAtt') return typeof first === 'string' && typeof second === 'string';
  return ((name === 'Fn::Select' && typeof first === 'number') || (name === 'Fn::Split' && typeof first === 'string')) && isCut(second);
}

/** The hosts in a text, in the notation into which every client brings them: `2130706433` and `0x7f.1` are 127.0.0.1. */
function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(HOST)].flatMap(([found]) => {
    const url = `http://${found.split(':').length > 2 ? `[${found}]` : found}/`;
    return URL.canParse(url) ? [new URL(url).hostname] : [];
  });
}
