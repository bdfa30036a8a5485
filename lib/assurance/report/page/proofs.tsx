import type { Evidence, EvidenceProof } from '../../evidence/schema';
import { VerdictBadge } from './verdict-badge';

/** Proofs with their tables, such as who reaches whom. */
export function Proofs({ evidence }: { readonly evidence: Evidence }) {
  return (
    <section id="proofs" aria-labelledby="proofs-title">
      <h2 id="proofs-title">Proofs</h2>
      <p>Computed from the templates alone. Where a proof fails, its control shows the path as counter-example.</p>
      {evidence.proofs.map((proof) => (
        <ProofEntry proof={proof} />
      ))}
    </section>
  );
}

function ProofEntry({ proof }: { readonly proof: EvidenceProof }) {
  return (
    <details>
      <summary>
        <VerdictBadge verdict={proof.verdict} /> <strong>{proof.environment}</strong> {proof.claim} <span class="quiet">{proof.resources} resources</span>
      </summary>
      {proof.tables.map((table) => (
        <div class="scroll" tabIndex={0} role="region" aria-label={`${table.title}, ${proof.environment}`}>
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
