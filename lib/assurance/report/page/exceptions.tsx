import type { Evidence, EvidenceException } from '../../evidence/schema';

/** Accepted risks, widest first, each with all that it covers. */
export function Exceptions({ evidence }: { readonly evidence: Evidence }) {
  const widestFirst = [...evidence.exceptions].sort((a, b) => b.covers.length - a.covers.length || (a.id < b.id ? -1 : 1));
  return (
    <section id="exceptions" aria-labelledby="exceptions-title">
      <h2 id="exceptions-title">Exceptions</h2>
      <p>Each is one decision with an end. An approval counts as verified only where a commit signed by one of the allowed signers made it.</p>
      {evidence.registerProblems.map((problem) => (
        <p class="finding open">{problem}</p>
      ))}
      {widestFirst.length === 0 ? <p>None.</p> : widestFirst.map((exception) => <ExceptionEntry exception={exception} />)}
    </section>
  );
}

function ExceptionEntry({ exception }: { readonly exception: EvidenceException }) {
  return (
    <details class="exception" id={exception.id}>
      <summary>
        <span class="control-id">{exception.id}</span>
        <span class="control-title">
          <code>{exception.rule}</code> in {exception.environments.join(', ')}
        </span>
        <span class={`status ${exception.status}`}>
          {exception.status}, until {exception.expires}
        </span>
        <span class={`status ${exception.approval}`}>{exception.approval}</span>
        <span class="quiet">covers {exception.covers.length}</span>
      </summary>
      {exception.problems.map((problem) => (
        <p class="finding open">{problem}</p>
      ))}
      <dl class="facts">
        <div>
          <dt>Why</dt>
          <dd>{exception.reason}</dd>
        </div>
        <div>
          <dt>What compensates</dt>
          <dd>
            {exception.compensatingControl} ({exception.compensatingControls.join(', ')})
          </dd>
        </div>
        <div>
          <dt>Decided</dt>
          <dd>{exception.decided}</dd>
        </div>
        <div>
          <dt>Owner</dt>
          <dd>{exception.owner}</dd>
        </div>
        <div>
          <dt>Approver</dt>
          <dd>{exception.approver}</dd>
        </div>
        <div>
          <dt>Approval</dt>
          <dd>
            {exception.approval}: {exception.approvalDetail}
          </dd>
        </div>
      </dl>
      <table>
        <thead>
          <tr>
            <th scope="col">Environment</th>
            <th scope="col">Resource</th>
            <th scope="col">Construct path</th>
            <th scope="col">Rule</th>
          </tr>
        </thead>
        <tbody>
          {exception.covers.map((covered) => (
            <tr>
              <td>{covered.environment}</td>
              <td>
                {covered.stack}/{covered.logicalId}
              </td>
              <td>{covered.path}</td>
              <td>
                <code>{covered.rule}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
