import { FRAMEWORKS, MAPPING_NOTICE, type Framework } from '../../controls/frameworks';
import type { Evidence, EvidenceControl } from '../../evidence/schema';
import { TallyBar } from './tally-bar';

/** Controls by the identifiers of each framework. */
export function Frameworks({ evidence }: { readonly evidence: Evidence }) {
  return (
    <section id="frameworks" aria-labelledby="frameworks-title">
      <h2 id="frameworks-title">Frameworks</h2>
      <p>{MAPPING_NOTICE}</p>
      {FRAMEWORKS.map((framework) => (
        <FrameworkEntry evidence={evidence} framework={framework} />
      ))}
    </section>
  );
}

function FrameworkEntry({ evidence, framework }: { readonly evidence: Evidence; readonly framework: Framework }) {
  const identifiers = [...new Set(evidence.controls.flatMap((control) => control.mappings[framework.id] ?? []))].sort(byNumbers);
  return (
    <details class="framework">
      <summary>
        <h3>
          {framework.name} {framework.edition}
        </h3>{' '}
        <span class="quiet">{identifiers.length} of its identifiers served</span>
      </summary>
      <p class="quiet">
        {framework.citation}. {framework.scope}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            <th scope="col">Controls</th>
            <th scope="col">Verdicts, worst of all environments</th>
          </tr>
        </thead>
        <tbody>
          {identifiers.map((identifier) => {
            const serving = evidence.controls.filter((control) => control.mappings[framework.id]?.includes(identifier));
            return (
              <tr>
                <th scope="row">
                  {identifier} <span class="quiet">{titleOf(framework, identifier)}</span>
                </th>
                <td>
                  {serving.map((control) => (
                    <ControlLink control={control} />
                  ))}
                </td>
                <td>
                  <TallyBar verdicts={serving.map(({ verdict }) => verdict)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

/** A link to a control, coloured by its verdict. */
function ControlLink({ control }: { readonly control: Pick<EvidenceControl, 'id' | 'title' | 'verdict'> }) {
  return (
    <a class={`control-link ${control.verdict}`} href={`#${control.id}`} title={control.title}>
      {control.id}
    </a>
  );
}

/** A category's own title, or that of the family before the number. */
function titleOf({ titles }: Framework, identifier: string): string {
  return titles[identifier] ?? titles[identifier.split('-')[0] ?? ''] ?? '';
}

function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
