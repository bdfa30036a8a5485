import type { EvidenceControl, EvidencePart } from '../../evidence/schema';
import { VerdictBadge } from './verdict-badge';

interface Props {
  readonly control: EvidenceControl;
  readonly environments: readonly string[];
}

/** The parts of a control: what each claims, and how it stands in each environment. */
export function ControlParts({ control, environments }: Props) {
  const first = Object.values(control.environments)[0];
  if (first === undefined) return null;
  return (
    <>
      <h4>Parts</h4>
      <div class="scroll">
        <table class="parts">
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Carried by</th>
              {environments.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first.parts.map((part) => (
              <tr>
                <th scope="row">
                  <span class="quiet">{part.side === 'templates' ? 'templates' : 'run time'}</span> {part.claim}
                  <Citations part={part} />
                  <Reasons control={control} environments={environments} part={part} />
                </th>
                <td>{carriers(control, part)}</td>
                {environments.map((name) => (
                  <td>
                    <VerdictBadge verdict={partIn(control, name, part)?.verdict ?? 'none'} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function partIn(control: EvidenceControl, environment: string, { id, side }: EvidencePart): EvidencePart | undefined {
  return control.environments[environment]?.parts.find((part) => part.id === id && part.side === side);
}

function carriers(control: EvidenceControl, part: EvidencePart): string {
  const classes = new Set(
    Object.values(control.environments).flatMap((judged) =>
      judged.parts.filter(({ id, side }) => id === part.id && side === part.side).flatMap((other) => other.classes),
    ),
  );
  return [...part.checks, ...[...classes].map((name) => `(${name})`)].join(' ');
}

/** A link is followed by whoever reads, and never by the page. */
function Citations({ part }: { readonly part: EvidencePart }) {
  return (
    <>
      {(part.citations ?? []).map(({ states, source }) => (
        <span class="citation">
          {states}{' '}
          <a href={source} rel="noreferrer">
            {source}
          </a>
        </span>
      ))}
    </>
  );
}

/** Why it is not a plain pass: each reason once, with the environments that it holds for. */
function Reasons({ control, environments, part }: Props & { readonly part: EvidencePart }) {
  const byReason = new Map<string, string[]>();
  for (const name of environments) {
    const reason = partIn(control, name, part)?.reason;
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  return (
    <>
      {[...byReason].map(([reason, names]) => (
        <span class="reason">
          {names.length === environments.length ? '' : `${names.join(', ')}: `}
          {reason}
        </span>
      ))}
    </>
  );
}
