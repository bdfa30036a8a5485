import type { Coverage } from '../exceptions/apply';
import type { Approval } from '../exceptions/approvals';
import type { Problem } from '../exceptions/problem';
import type { EvidenceException } from './schema';
import type { Found } from './weigh-exceptions';

/** One entry of the register as evidence. */
export function describeException({ entry, accepted }: Coverage<Found>, problems: readonly Problem[], approval: Approval): EvidenceException {
  const own = problems.filter(({ exception }) => exception === entry.id);
  const { id, rule, reason, compensatingControl, findings, constructs, environments, owner, approver, approved, expires } = entry;
  return {
    id,
    rule,
    reason,
    compensatingControl: compensatingControl.sentence,
    compensatingControls: [...compensatingControl.controls],
    ...(findings === undefined ? {} : { findings: [...findings] }),
    constructs: [...constructs],
    environments: [...environments],
    owner,
    approver,
    decided: approved,
    expires,
    status: statusOf(own),
    problems: own.filter(({ severity }) => severity === 'failure').map(({ message }) => message),
    approval: approval.status,
    approvalDetail: approval.status === 'verified' ? `signed by ${approval.signer}` : approval.reason,
    covers: accepted.map(describeFound).sort(byPlace),
  };
}

function statusOf(problems: readonly Problem[]): EvidenceException['status'] {
  if (problems.some(({ code }) => code === 'EXPIRED')) return 'expired';
  if (problems.some(({ severity }) => severity === 'failure')) return 'refused';
  return problems.length > 0 ? 'expiring' : 'active';
}

type Covered = EvidenceException['covers'][number];

function describeFound({ environment, stack, logicalId, path, rule, findingId }: Found): Covered {
  return { environment, stack, logicalId, path, rule, ...(findingId === undefined ? {} : { finding: findingId }) };
}

function byPlace(one: Covered, other: Covered): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
