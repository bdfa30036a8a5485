import { guestModel } from '../../lambdas/shared/guest/contract';
import type { Guest, GuestRoute } from '../../lambdas/shared/guest/guest';
import { gatewayModel } from './constructs/api/gateway-model';
import { RouteError } from './errors';

type Body = NonNullable<GuestRoute['body']>;

/** What is looked at of a model, and of its parts. */
interface Model {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Model>>;
  readonly additionalProperties?: unknown;
  readonly items?: Model | readonly Model[];
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly allOf?: readonly Model[];
  readonly anyOf?: readonly Model[];
  readonly oneOf?: readonly Model[];
  readonly not?: unknown;
}

/**
 * The schemas of the bodies that guests take, by their models' names.
 * @throws {RouteError} for two routes whose models would have one name: the gateway's have letters and digits alone
 */
export function guestBodies(guests: readonly Guest[]): Readonly<Record<string, Body>> {
  const bodies = new Map<string, Body>();
  for (const [route, { body }] of guests.flatMap(({ routes }) => Object.entries(routes))) {
    if (body === undefined) continue;
    const model = guestModel(route);
    if (bodies.has(model)) throw new RouteError(route, `has the model ${model}, and so has another route`, 'Take a path that differs in letters.');
    bodies.set(model, body);
  }
  return Object.fromEntries(bodies);
}

/** What a body leaves open, in words: the gateway would let through what has no bounds. */
export function openPartsOf(body: Body): readonly string[] {
  try {
    return openParts(gatewayModel(body), 'the whole');
  } catch (error) {
    return [`is what no model can say: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function openParts(model: Model, where: string): readonly string[] {
  const { type, properties = {}, items = [], additionalProperties, maxLength, maxItems, enum: values, anyOf = [], oneOf = [], allOf = [], not } = model;
  const [types, variants] = [[type ?? []].flat(), [...anyOf, ...oneOf, ...allOf]];
  return [
    ...(types.length === 0 && values === undefined && variants.length === 0 && not === undefined ? [`${where} is anything`] : []),
    ...(types.includes('string') && values === undefined && maxLength === undefined ? [`${where} is a text without a most`] : []),
    ...(types.includes('array') && maxItems === undefined ? [`${where} is a list without a most`] : []),
    ...(types.includes('object') && additionalProperties !== false ? [`${where} takes members that nobody named`] : []),
    ...Object.entries(properties).flatMap(([name, member]) => openParts(member, `'${name}'`)),
    ...[items].flat().flatMap((item) => openParts(item, `an entry of ${where}`)),
    ...variants.flatMap((one) => openParts(one, where)),
  ];
}
