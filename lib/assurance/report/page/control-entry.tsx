import { FRAMEWORKS } from '../../controls/frameworks';
import type { EvidenceControl } from '../../evidence/schema';
import { CheckResults } from './check-results';
import { ControlParts } from './control-parts';
import { familyOf } from './overview';
import { VerdictBadge } from './verdict-badge';

interface Props {
  readonly control: EvidenceControl;
  readonly environments: readonly string[];
}

/** One control: claim, sources, parts by environment, evidence, checks and what they judged. */
export function ControlEntry({ control, environments }: Props) {
  const verdicts = Object.fromEntries(environments.map((name) => [name, control.environments[name]?.verdict ?? 'none']));
  return (
    <details class="control" id={control.id} data-family={familyOf(control.id)} data-verdict={control.verdict} data-verdicts={JSON.stringify(verdicts)}>
      <summary>
        <span class="control-id">{control.id}</span>
        <span class="control-title">{control.title}</span>
        <VerdictBadge verdict={control.verdict} label="Worst of all environments" />
      </summary>
      <p class="claim">{control.claim}</p>
      <dl class="facts">
        <div>
          <dt>Sources</dt>
          <dd>{control.sources.join(', ')}</dd>
        </div>
        <div>
          <dt>Owner</dt>
          <dd>{control.owner}</dd>
        </div>
        {Object.entries(control.mappings)
          .filter(([, ids]) => ids.length > 0)
          .map(([framework, ids]) => (
            <div>
              <dt>{frameworkName(framework)}</dt>
              <dd>{ids.join(', ')}</dd>
            </div>
          ))}
      </dl>
      <Sides control={control} environments={environments} />
      <ControlParts control={control} environments={environments} />
      <TestResults control={control} />
      <CheckResults control={control} environments={environments} />
    </details>
  );
}

function frameworkName(id: string): string {
  const framework = FRAMEWORKS.find((known) => known.id === id);
  return framework === undefined ? id : `${framework.name} ${framework.edition}`;
}

function Sides({ control, environments }: Props) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Side</th>
            {environments.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['templates', 'runtime'] as const).map((side) => (
            <tr>
              <th scope="row">{side === 'templates' ? 'In the templates' : 'At run time'}</th>
              {environments.map((name) => (
                <td>
                  <VerdictBadge verdict={control.environments[name]?.[side] ?? 'none'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TestResults({ control }: { readonly control: EvidenceControl }) {
  if (control.evidence.length === 0) return null;
  return (
    <>
      <h4>Tests that ran on these templates and bundles</h4>
      <table>
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Part</th>
            <th scope="col">Class</th>
            <th scope="col">Outcome</th>
            <th scope="col">Environment</th>
            <th scope="col">Node.js</th>
          </tr>
        </thead>
        <tbody>
          {control.evidence.map((result) => (
            <tr>
              <td>{result.test}</td>
              <td>{result.part}</td>
              <td>{result.class}</td>
              <td class={result.outcome}>{result.outcome}</td>
              <td>{result.environment ?? 'all'}</td>
              <td>{result.node}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
