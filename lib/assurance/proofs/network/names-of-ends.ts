import type { End } from './model';

/** An end as people know it: its groups, or what stands there where it wears none; the name of an outside network. */
export function endName(end: End): string {
  if (end.kind === 'outside') return end.name;
  if (end.groups.length > 0)
    return end.groups
      .map((group) => group.name)
      .sort()
      .join(' + ');
  return end.resource === end.subnet.resource ? `any interface in the ${end.subnet.tier ?? 'unknown'} tier` : `${end.resource.path} without a group`;
}
