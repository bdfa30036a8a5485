import type { Evidence, EvidenceControl } from '../../evidence/schema';
import type { Verdict } from '../../evidence/verdict';
import { TallyBar } from './tally-bar';
import { VerdictBadge } from './verdict-badge';

/** What the families of controls are about, by the start of their IDs. */
const FAMILY_NAMES: Readonly<Record<string, string>> = {
  NET: 'Network',
  EDGE: 'Perimeter and API surface',
  KEY: 'Keys, encryption, rotation',
  SEC: 'Secrets',
  IDN: 'Identity and authentication',
  AZN: 'Authorization',
  AUD: 'Audit trail',
  DET: 'Detection and response',
  AVL: 'Availability and integrity',
  CMP: 'Compliance and evidence',
  GOV: 'Governance',
  DEL: 'Delivery',
};

/** Which family a control belongs to: the start of its ID. */
export function familyOf(controlId: string): string {
  return controlId.split('-')[0] ?? controlId;
}

function verdictsIn(controls: readonly EvidenceControl[], environment: string): Verdict[] {
  return controls.flatMap((control) => control.environments[environment]?.verdict ?? []);
}

/** Families of controls by environment. */
export function Overview({ evidence }: { readonly evidence: Evidence }) {
  const families = [...new Set(evidence.controls.map(({ id }) => familyOf(id)))];
  return (
    <section id="overview" aria-labelledby="overview-title">
      <h2 id="overview-title">Overview</h2>
      <Environments evidence={evidence} />
      <div class="scroll" tabIndex={0} role="region" aria-label="Families of controls by environment">
        <table class="overview">
          <thead>
            <tr>
              <th scope="col">Family</th>
              {evidence.environments.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {families.map((family) => {
              const controls = evidence.controls.filter(({ id }) => familyOf(id) === family);
              return (
                <tr>
                  <th scope="row">
                    <a href={`#family-${family}`}>
                      <strong>{family}</strong>
                    </a>{' '}
                    <span class="quiet">{FAMILY_NAMES[family] ?? ''}</span>
                  </th>
                  {evidence.environments.map(({ name }) => (
                    <td>
                      <TallyBar verdicts={verdictsIn(controls, name)} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Environments({ evidence }: { readonly evidence: Evidence }) {
  return (
    <ul class="tiles">
      {evidence.environments.map((environment) => (
        <li class="tile">
          <h3>
            {environment.name} <VerdictBadge verdict={environment.verdict} label="Worst verdict" />
          </h3>
          <TallyBar verdicts={verdictsIn(evidence.controls, environment.name)} />
          <p class="quiet">
            {environment.resources} resources in {environment.stacks.length} stacks
          </p>
        </li>
      ))}
    </ul>
  );
}
