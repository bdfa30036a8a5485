import { evidenceJsonSchema, type Evidence } from '../evidence/schema';
import { renderControlsCsv } from './controls-csv';
import { renderFindingsSarif } from './findings-sarif';
import { renderManifest } from './manifest';
import { renderPage } from './page/page';

/** The audit pack: its files by name. The same evidence gives the same bytes. */
export function renderPack(evidence: Evidence): Map<string, string> {
  const files = new Map([
    ['controls.csv', renderControlsCsv(evidence)],
    ['evidence.json', `${JSON.stringify(evidence)}\n`],
    ['evidence.schema.json', `${JSON.stringify(evidenceJsonSchema(), null, 2)}\n`],
    ['findings.sarif', renderFindingsSarif(evidence)],
    ['index.html', renderPage(evidence)],
  ]);
  return files.set('manifest.json', renderManifest(evidence, files));
}
