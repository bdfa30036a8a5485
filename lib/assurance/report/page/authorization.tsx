import type { Evidence } from '../../evidence/schema';

type Authorization = Evidence['authorization'];
type Table = Authorization['tables'][number];
type Cell = Table['rows'][number]['cells'][number];

/** Who may do what, cell by cell with the policy that decides, and the policies as they are written. */
export function AuthorizationMatrix({ authorization }: { readonly authorization: Authorization }) {
  const [first, ...others] = authorization.tables;
  return (
    <section id="authorization" aria-labelledby="authorization-title">
      <h2 id="authorization-title">Authorization</h2>
      <p>
        Decided by the policies that the functions run, set <code>{authorization.policySet.slice(0, 12)}</code>. A cell names the policy that permits or
        forbids; where it names none, no policy permits. Forbidding wins.
      </p>
      <Notes authorization={authorization} />
      {first === undefined ? null : <Decisions table={first} />}
      {others.map((table) => (
        <details class="decisions">
          <summary>
            <strong>{table.title}</strong> <span class="quiet">{table.rows.length} rows</span>
          </summary>
          {table.rows.length === 0 ? <p>Nobody may do less or more than with all known and low risk.</p> : <Decisions table={table} />}
        </details>
      ))}
      <details class="decisions">
        <summary>
          <strong>The policies</strong> <span class="quiet">{authorization.policies.length} in Cedar</span>
        </summary>
        {authorization.policies.map(({ id, effect, text }) => (
          <article id={`policy-${id}`} class="policy">
            <h3>
              {id} <span class="quiet">{effect}</span>
            </h3>
            <pre tabIndex={0}>{text}</pre>
          </article>
        ))}
      </details>
    </section>
  );
}

/** What no cell says. */
function Notes({ authorization: { hierarchy, sensitive, terms, elsewhere } }: { readonly authorization: Authorization }) {
  return (
    <dl class="notes">
      <dt>Hierarchy</dt>
      <dd>
        {hierarchy.map(({ role, inherits }) => (
          <span class="role">{inherits.length === 0 ? `${role} inherits nothing` : `${role} has what ${inherits.join(' and ')} has`}</span>
        ))}
      </dd>
      <dt>Sensitive actions</dt>
      <dd>Forbidden with an unknown device or place, outside the tenant's hours, and at a risk of 70 or more, or unknown: {sensitive.join(', ')}.</dd>
      {terms.map(({ term, meaning }) => (
        <>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </>
      ))}
      <dt>Beside the policies</dt>
      <dd>
        A “yes” may still be refused, or shown in part, by rules that other files keep:
        <ul>
          {elsewhere.map(({ rule, file }) => (
            <li>
              {rule} <code>{file}</code>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

function Decisions({ table }: { readonly table: Table }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={table.title}>
      <table>
        <caption>{table.title}</caption>
        <thead>
          <tr>
            <th scope="col">Permission</th>
            {table.columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ what, cells }) => (
            <tr>
              <th scope="row">{what}</th>
              {cells.map((cell) => (
                <DecisionCell cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DecisionCell({ cell: { allowed, policies, reason } }: { readonly cell: Cell }) {
  return (
    <td>
      <span class={allowed ? 'passed' : 'quiet'}>{allowed ? '✓ yes' : '– no'}</span>
      {policies.map((id) => (
        <a class="policy-link" href={`#policy-${id}`}>
          {id}
        </a>
      ))}
      {!allowed && policies.length === 0 ? <span class="reason">{reason.replaceAll('-', ' ')}</span> : null}
    </td>
  );
}
