import { overlap, parseNetwork } from '../cidr';
import type { Draft } from '../draft';
import { TEAM_FILE } from '../field';
import { when, type Fault } from './rule';

/** Something that must hold between two environments. */
interface PairRule {
  readonly claim: string;
  /** What is wrong with the later of the two. */
  readonly faults: (earlier: Draft, later: Draft) => readonly Fault[];
}

/** A fault and the place in the list of the environment that has it. */
interface PlacedFault extends Fault {
  readonly index: number;
}

/** What must hold between every two environments. */
export const pairRules: readonly PairRule[] = [
  {
    claim: 'Each environment is there once.',
    faults: (earlier, { name }) =>
      when(name !== undefined && name === earlier.name, {
        field: 'name',
        given: name,
        allowed: 'each environment once',
        fix: 'give it another name, or remove one',
      }),
  },
  {
    claim: "Address ranges of environments don't overlap.",
    faults: (earlier, later) =>
      when(!isLocal(earlier, later) && sharesAddresses(earlier, later), {
        field: 'network.cidr',
        given: later.network?.cidr,
        allowed: `a network that doesn't overlap ${String(earlier.network?.cidr)} of ${titleOf(earlier)}`,
        fix: 'take another network, so that the two can be connected one day',
      }),
  },
  {
    claim: 'No two environments stand in one account and region: detectors, recorders and account settings exist once there.',
    faults: (earlier, later) =>
      when(!isLocal(earlier, later) && isSame(earlier.account, later.account) && isSame(earlier.region, later.region), {
        field: 'account',
        given: later.account,
        allowed: `another account than ${titleOf(earlier)} has in ${String(earlier.region)}`,
        fix: `set an account for each environment in ${TEAM_FILE}`,
      }),
  },
  {
    claim: "A log archive stands in no environment's account.",
    faults: (earlier, later) => [
      ...when(isSame(earlier.account, later.logArchiveAccount), archiveFault('logArchiveAccount', earlier, later)),
      ...when(isSame(earlier.logArchiveAccount, later.account), archiveFault('account', earlier, later)),
    ],
  },
];

/** Compares every two environments. */
export function betweenEnvironments(drafts: readonly Draft[]): readonly PlacedFault[] {
  return drafts.flatMap((later, index) =>
    drafts.slice(0, index).flatMap((earlier) => pairRules.flatMap((rule) => rule.faults(earlier, later)).map((fault) => ({ ...fault, index }))),
  );
}

/** Local has what dev has and stands in no account: what is wrong with dev is said of dev. */
function isLocal(...pair: readonly Draft[]): boolean {
  return pair.some(({ name }) => name === 'local');
}

function sharesAddresses(earlier: Draft, later: Draft): boolean {
  const taken = parseNetwork(earlier.network?.cidr ?? '');
  const wanted = parseNetwork(later.network?.cidr ?? '');
  return taken !== undefined && wanted !== undefined && overlap(taken, wanted);
}

function archiveFault(field: 'account' | 'logArchiveAccount', earlier: Draft, later: Draft): Fault {
  const taken = field === 'account' ? 'the log archive' : 'the account';
  const allowed = `another account than ${taken} of ${titleOf(earlier)}`;
  return { field, given: later[field], allowed, fix: `set an account for the archive alone in ${TEAM_FILE}` };
}

function isSame(one: string | null | undefined, other: string | null | undefined): boolean {
  return typeof one === 'string' && one === other;
}

function titleOf({ name }: Draft): string {
  return name ?? 'another environment';
}
