import type { Draft } from '../draft';
import { when, type Fault, type Rule } from './rule';

type Values = readonly (string | number | undefined)[];

/** Lists by the path of their elements. */
const LISTS: readonly (readonly [path: string, values: (draft: Draft) => Values | undefined])[] = [
  ['zones[]', ({ zones }) => zones],
  ['services[].name', ({ services }) => services?.map((service) => service?.name)],
  ['services[].port', ({ services }) => services?.map((service) => service?.port)],
  ['edge.blockedCountries[]', ({ edge }) => edge?.blockedCountries],
  ['identity.ssoProviders[].id', ({ identity }) => identity?.ssoProviders?.map((provider) => provider?.id)],
  ['identity.textMessageCountries[]', ({ identity }) => identity?.textMessageCountries],
  ['network.outboundDomains[]', ({ network }) => network?.outboundDomains],
  ['alerts.email[]', ({ alerts }) => alerts?.email],
];

/** NET-1, NET-5: what is listed is listed once. */
export const nothingTwice: Rule = {
  claim: 'Zones, names and ports of services, countries, identity providers, outbound domains and alert addresses are each listed once.',
  faults: (draft) => LISTS.flatMap(([path, values]) => repetitions(path, values(draft) ?? [])),
};

function repetitions(path: string, values: Values): readonly Fault[] {
  return values.flatMap((given, index) =>
    when(given !== undefined && values.indexOf(given) < index, {
      field: path.replace('[]', `[${String(index)}]`),
      given,
      allowed: 'each value once',
      fix: 'remove or change the repetition',
    }),
  );
}
