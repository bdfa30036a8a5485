import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DESCRIPTION } from '../support/described';

const VALIDATOR = require.resolve('@seriousme/openapi-schema-validator/bin/validate-api-cli.js');

/** What the schema of OpenAPI itself says of a document. */
function judgementOf(document: object): { readonly status: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'open-api-'));
  try {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const { status, stdout, stderr } = spawnSync(process.execPath, [VALIDATOR, file], { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('the description is a document of OpenAPI 3.1, by the schema of OpenAPI', () => {
  expect(judgementOf(DESCRIPTION)).toMatchObject({ status: 0 });
});

it.each([
  ['answers that are none', { paths: { '/documents': { get: { responses: 'none' } } } }],
  ['a parameter that is nowhere', { paths: { '/documents': { get: { parameters: [{ name: 'limit', in: 'body' }], responses: {} } } } }],
  ['no title', { info: { version: '1' } }],
])('a description with %s is none', (_, change) => {
  expect(judgementOf({ ...DESCRIPTION, ...change }).status).not.toBe(0);
});
