import type { Evidence, NagRow } from '../../evidence/schema';

const OUTCOMES = ['pass', 'accepted', 'fail', 'error'] as const;

/** The cdk-nag packs by environment, and every rule by pack. */
export function NagMatrix({ evidence }: { readonly evidence: Evidence }) {
  const environments = evidence.environments.map(({ name }) => name);
  const packs = [
    ...new Set([...evidence.nag.rows.map(({ pack }) => pack), ...Object.values(evidence.nag.notApplicable).flatMap((byPack) => Object.keys(byPack))]),
  ].sort();
  return (
    <section id="nag" aria-labelledby="nag-title">
      <h2 id="nag-title">cdk-nag</h2>
      <p>
        Five rule packs over the synthesized templates, resources that the CDK itself adds included. An error is a rule that could not judge: it counts as a
        finding.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="cdk-nag packs by environment">
        <table>
          <thead>
            <tr>
              <th scope="col">Pack</th>
              {environments.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {packs.map((pack) => (
              <tr>
                <th scope="row">{pack}</th>
                {environments.map((name) => (
                  <td>
                    <PackCell
                      rows={evidence.nag.rows.filter((row) => row.pack === pack && row.environment === name)}
                      notApplicable={evidence.nag.notApplicable[name]?.[pack] ?? 0}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {packs.map((pack) => (
        <Rules pack={pack} rows={evidence.nag.rows.filter((row) => row.pack === pack)} />
      ))}
    </section>
  );
}

function PackCell({ rows, notApplicable }: { readonly rows: readonly NagRow[]; readonly notApplicable: number }) {
  const counts = OUTCOMES.map((outcome) => ({ outcome, count: rows.filter((row) => row.outcome === outcome).length }));
  return (
    <>
      {counts
        .filter(({ outcome, count }) => count > 0 || outcome === 'fail')
        .map(({ outcome, count }) => (
          <span class={`count ${outcome}`}>
            {count} {outcome}
          </span>
        ))}
      <span class="count quiet">{notApplicable} not applicable</span>
    </>
  );
}

function Rules({ pack, rows }: { readonly pack: string; readonly rows: readonly NagRow[] }) {
  const rules = [...new Set(rows.map(({ rule }) => rule))].sort();
  return (
    <details>
      <summary>
        <strong>{pack}</strong> <span class="quiet">{rules.length} rules met a resource</span>
      </summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              {OUTCOMES.map((outcome) => (
                <th scope="col">{outcome}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr>
                <th scope="row">
                  <code>{rule}</code>
                </th>
                {OUTCOMES.map((outcome) => (
                  <td>{rows.filter((row) => row.rule === rule && row.outcome === outcome).length}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
