import type { Evidence } from '../../evidence/schema';

/** What an auditor must know before reading on: the limits of this pack, warnings, refused results, unlock dates. */
export function Notices({ evidence }: { readonly evidence: Evidence }) {
  return (
    <section id="notices" aria-labelledby="notices-title">
      <h2 id="notices-title">Read this first</h2>
      <ul>
        <li>
          No <em>operating</em> evidence exists: no live account was read. A certification needs it over a period.
        </li>
        <li>
          <em>Design</em> evidence says what the templates ask AWS for, not what AWS did.
        </li>
        <li>
          Test results are bound to these templates and bundles by a digest. A person who can write the evidence folder can forge them; only a pack signed by
          CI's own run stops that.
        </li>
        {evidence.dirty ? <li>The checkout differs from its commit: nobody else can rebuild exactly this pack.</li> : null}
        {evidence.staleResults === 0 ? null : <li>{evidence.staleResults} test results are of other templates or bundles and count as not run.</li>}
      </ul>
      <Warnings evidence={evidence} />
      {evidence.refusedResults.length === 0 ? null : (
        <>
          <h3>Refused test results</h3>
          <ul>
            {evidence.refusedResults.map(({ file, line, reason }) => (
              <li>
                <code>
                  {file}:{line}
                </code>{' '}
                {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {evidence.locks.length === 0 ? null : (
        <details>
          <summary>Locked buckets and their unlock dates ({evidence.locks.length})</summary>
          <ul>
            {evidence.locks.map(({ environment, text }) => (
              <li>
                <strong>{environment}</strong> {text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Warnings({ evidence }: { readonly evidence: Evidence }) {
  if (evidence.warnings.length === 0) return null;
  return (
    <>
      <h3>Warnings</h3>
      <ul>
        {evidence.warnings.map(({ environment, origin, text }) => (
          <li>
            <strong>{environment ?? 'all'}</strong> <code>{origin}</code> {text}
          </li>
        ))}
      </ul>
    </>
  );
}
