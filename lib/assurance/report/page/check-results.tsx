import type { CheckResult, EvidenceControl, EvidenceFinding } from '../../evidence/schema';
import { VerdictBadge } from './verdict-badge';

interface Props {
  readonly control: EvidenceControl;
  readonly environments: readonly string[];
}

/** What each check and proof of a control said, by environment. What it judged is filled in by the page's script on opening. */
export function CheckResults({ control, environments }: Props) {
  const checks = environments.flatMap((environment) => (control.environments[environment]?.checks ?? []).map((check) => ({ environment, check })));
  if (checks.length === 0) return null;
  return (
    <>
      <h4>Checks and proofs</h4>
      {checks.map(({ environment, check }) => (
        <OneCheck environment={environment} check={check} />
      ))}
    </>
  );
}

function OneCheck({ environment, check }: { readonly environment: string; readonly check: CheckResult }) {
  return (
    <details class="check" data-environment={environment} data-judged={check.judged.join(' ')}>
      <summary>
        <VerdictBadge verdict={check.verdict} />
        <strong>{environment}</strong> <code>{check.id}</code> <span class="quiet">{check.resources} resources judged</span>
      </summary>
      <p>{check.claim}</p>
      {check.findings.map((finding) => (
        <FindingEntry finding={finding} />
      ))}
      <div class="resources" />
    </details>
  );
}

/** One finding: what is wrong, where in the templates and in the code, and the counter-example. */
function FindingEntry({ finding }: { readonly finding: EvidenceFinding }) {
  return (
    <div class={`finding ${finding.exception === undefined ? 'open' : 'accepted'}`}>
      <p>
        <strong>{finding.exception === undefined ? 'Finding' : `Accepted by ${finding.exception}`}</strong> {finding.reason}
      </p>
      <p class="quiet">
        {finding.environment} · {finding.stack === null ? 'no resource' : `${finding.stack}/${finding.logicalId ?? ''}`}
        {finding.path === null ? '' : ` · ${finding.path}`}
        {finding.source === null ? '' : ` · ${finding.source}`}
      </p>
      {finding.steps === undefined ? null : (
        <ol class="steps">
          {finding.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
