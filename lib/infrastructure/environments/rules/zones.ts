import { fewestZones, isProduction, present, when, type Rule } from './rule';

const MOST = 6;

/** NET-1, AVL-1: how many zones there are, and where. */
export const zoneRules: readonly Rule[] = [
  {
    claim: 'prod and full stand in 3 to 6 zones, the others in 2 to 6.',
    faults: (draft) => {
      const least = fewestZones(draft);
      const count = draft.zones?.length ?? least;
      return when(draft.name !== undefined && (count < least || count > MOST), {
        field: 'zones',
        given: draft.zones,
        allowed: `${String(least)} to ${String(MOST)} zones in ${String(draft.name)}`,
        fix: `name ${String(least)} to ${String(MOST)} zones of ${draft.region ?? 'the region'}`,
      });
    },
  },
  {
    claim: 'Zones belong to the region.',
    faults: ({ region, zones }) => {
      const foreign = present(zones).filter((zone) => region !== undefined && zone.slice(0, -1) !== region);
      return foreign.map((zone) => ({
        field: 'zones',
        given: zone,
        allowed: `zones of ${String(region)}, such as ${String(region)}a`,
        fix: 'name zones of the region, or change the region',
      }));
    },
  },
  {
    claim: 'prod and full have a NAT gateway in every zone.',
    faults: (draft) =>
      when(isProduction(draft) && draft.network?.natGateways === 'one', {
        field: 'network.natGateways',
        given: 'one',
        allowed: `per-zone in ${String(draft.name)}`,
        fix: 'leave it out, the default is per-zone: one zone must not take the others down',
      }),
  },
];
