import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controls } from '../assurance/controls/catalogue';
import { renderControlTable } from '../assurance/report/control-table';
import { codeOwners } from '../infrastructure/environments/code-owners';
import { configurationReference } from '../infrastructure/environments/reference';
import { team } from '../infrastructure/environments/team';
import { openApi } from '../infrastructure/open-api';
import { MissingMarkersError } from './errors';
import { writeTexts } from './write-texts';

const TABLE = /(?<=<!-- controls -->\n).*?(?=<!-- \/controls -->)/s;

/**
 * The documents that follow from code, as they should stand, by path below the project's root: the configuration
 * reference, the code owners, the API's description, and the README with its table of controls.
 *
 * @throws {MissingMarkersError} when the README has lost the marks between which the table stands.
 */
export function generatedDocuments(root: string): ReadonlyMap<string, string> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  if (!TABLE.test(readme))
    throw new MissingMarkersError(
      'README.md: the marks <!-- controls --> and <!-- /controls --> are gone. Put them back, each on a line of its own, where the table belongs.',
    );
  return new Map([
    ['.github/CODEOWNERS', codeOwners(team)],
    ['README.md', readme.replace(TABLE, () => `${renderControlTable(controls)}\n`)],
    ['docs/configuration.md', configurationReference()],
    ['docs/openapi.json', `${JSON.stringify(openApi(), undefined, 2)}\n`],
  ]);
}

/** Writes them, and answers with the paths of those that changed. */
export function writeDocuments(root: string): string[] {
  return writeTexts(root, generatedDocuments(root));
}
