import type { Evidence, EvidenceProof } from '../../evidence/schema';
import { VerdictBadge } from './verdict-badge';

/** Proofs by environment, with their tables, such as who reaches whom. */
export function Proofs({ evidence }: { readonly evidence: Evidence }) {
  const environments = evidence.environments.map(({ name }) => name);
  const claims = [...new Map(evidence.proofs.map(({ id, claim }) => [id, claim]))];
  return (
    <section id="proofs" aria-labelledby="proofs-title">
      <h2 id="proofs-title">Proofs</h2>
      <p>Computed from the templates alone. Where a proof fails, its control shows the path as counter-example.</p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Proofs by environment">
        <table>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              {environments.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {claims.map(([id, claim]) => (
              <tr>
                <th scope="row">{claim}</th>
                {environments.map((name) => (
                  <td>
                    <VerdictBadge verdict={evidence.proofs.find((proof) => proof.id === id && proof.environment === name)?.verdict ?? 'none'} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {environments.map((name) => (
        <Tables environment={name} proofs={evidence.proofs.filter(({ environment, tables }) => environment === name && tables.length > 0)} />
      ))}
    </section>
  );
}

function Tables({ environment, proofs }: { readonly environment: string; readonly proofs: readonly EvidenceProof[] }) {
  const tables = proofs.flatMap((proof) => proof.tables);
  if (tables.length === 0) return null;
  return (
    <details>
      <summary>
        <strong>{environment}</strong> <span class="quiet">{tables.map(({ title }) => title).join(', ')}</span>
      </summary>
      {tables.map((table) => (
        <div class="scroll" tabIndex={0} role="region" aria-label={`${table.title}, ${environment}`}>
          <table>
            <caption>{table.title}</caption>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr>
                  {row.map((cell) => (
                    <td>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </details>
  );
}
