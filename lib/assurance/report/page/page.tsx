import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToString } from 'preact-render-to-string';
import type { Evidence } from '../../evidence/schema';
import { Controls } from './controls';
import { Exceptions } from './exceptions';
import { Frameworks } from './frameworks';
import { AuthorizationMatrix } from './authorization';
import { NagMatrix } from './nag-matrix';
import { Networks } from './networks';
import { Notices } from './notices';
import { Overview } from './overview';
import { Proofs } from './proofs';
import { VerdictBadge } from './verdict-badge';

const style = readFileSync(join(__dirname, 'page.css'), 'utf8');
const script = readFileSync(join(__dirname, 'page.client.js'), 'utf8');

const SECTIONS = [
  ['notices', 'Read first'],
  ['overview', 'Overview'],
  ['controls', 'Controls'],
  ['network', 'Network'],
  ['proofs', 'Proofs'],
  ['authorization', 'Authorization'],
  ['nag', 'cdk-nag'],
  ['exceptions', 'Exceptions'],
  ['frameworks', 'Frameworks'],
] as const;

/** The audit pack's page: one file that needs no network, with a policy that lets only its own style and script run. */
export function renderPage(evidence: Evidence): string {
  return `<!doctype html>\n${renderToString(<Page evidence={evidence} />)}\n`;
}

function Page({ evidence }: { readonly evidence: Evidence }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content={`default-src 'none'; style-src ${hash(style)}; style-src-attr 'unsafe-inline'; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`}
        />
        <meta name="color-scheme" content="light dark" />
        <title>Ringwall audit pack, {evidence.asOf}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#controls">
          Skip to the controls
        </a>
        <Head evidence={evidence} />
        <main>
          <Notices evidence={evidence} />
          <Overview evidence={evidence} />
          <Controls evidence={evidence} />
          <Networks evidence={evidence} />
          <Proofs evidence={evidence} />
          <AuthorizationMatrix authorization={evidence.authorization} />
          <NagMatrix evidence={evidence} />
          <Exceptions evidence={evidence} />
          <Frameworks evidence={evidence} />
        </main>
        <script type="application/json" id="inventory" dangerouslySetInnerHTML={{ __html: inventoryOf(evidence) }} />
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

function Head({ evidence }: { readonly evidence: Evidence }) {
  return (
    <header>
      <h1>
        Ringwall audit pack <VerdictBadge verdict={evidence.verdict} label="Worst verdict" />
      </h1>
      <dl class="facts">
        <div>
          <dt>As of</dt>
          <dd>{evidence.asOf}</dd>
        </div>
        <div>
          <dt>Commit</dt>
          <dd>
            <code>{evidence.commit?.slice(0, 12) ?? 'none'}</code>
            {evidence.dirty ? ' with changes' : ''}
          </dd>
        </div>
        <div>
          <dt>Digest</dt>
          <dd>
            <code title={evidence.digest}>{evidence.digest.slice(0, 12)}</code>
          </dd>
        </div>
      </dl>
      <nav aria-label="Sections">
        <ul>
          {SECTIONS.map(([id, text]) => (
            <li>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** Resources by environment for the script; `<` is escaped, so that no text can end the element. */
function inventoryOf(evidence: Evidence): string {
  const inventory = Object.fromEntries(
    evidence.environments.map((environment) => [
      environment.name,
      Object.fromEntries(environment.inventory.map(({ stack, logicalId, ...rest }) => [`${stack}/${logicalId}`, rest])),
    ]),
  );
  return JSON.stringify(inventory).replaceAll('<', '\\u003c');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
