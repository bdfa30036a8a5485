import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { renderPack } from '../../../lib/assurance/report/pack';
import { proves } from '../../support/proves';
import { sampleEvidence } from '../../support/sample-evidence';

const sarifSchema = JSON.parse(readFileSync(join(__dirname, '../../support/schemas/sarif-2.1.0.json'), 'utf8')) as object;

function fileOf(name: string, pack = renderPack(sampleEvidence())): string {
  const text = pack.get(name);
  if (text === undefined) throw new Error(`The pack has no ${name}.`);
  return text;
}

function validator(schema: object) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(schema);
}

describe('the audit pack', () => {
  it('holds its six files', () => {
    expect([...renderPack(sampleEvidence()).keys()].sort()).toEqual([
      'controls.csv',
      'evidence.json',
      'evidence.schema.json',
      'findings.sarif',
      'index.html',
      'manifest.json',
    ]);
  });

  it('is the same bytes for the same evidence', () => {
    expect(renderPack(sampleEvidence())).toEqual(renderPack(sampleEvidence()));
  });

  it('writes evidence that its own JSON schema accepts', () => {
    const validate = validator(JSON.parse(fileOf('evidence.schema.json')) as object);
    expect(validate(JSON.parse(fileOf('evidence.json')))).toBe(true);
  });

  it('writes a JSON schema that refuses an unknown verdict and an unknown field', () => {
    const validate = validator(JSON.parse(fileOf('evidence.schema.json')) as object);
    expect(validate({ ...sampleEvidence(), verdict: 'fine' })).toBe(false);
    expect(validate({ ...sampleEvidence(), certified: true })).toBe(false);
  });

  proves({ control: 'CMP-3', part: 'csv-sarif-manifest', evidence: 'design' }, "writes SARIF that the standard's schema accepts", () => {
    const validate = validator(sarifSchema);
    validate(JSON.parse(fileOf('findings.sarif')));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has a SARIF schema that refuses a result without a message', () => {
    const log = JSON.parse(fileOf('findings.sarif')) as Log;
    delete (log.runs[0]?.results?.[0] as { message?: unknown }).message;
    expect(validator(sarifSchema)(log)).toBe(false);
  });

  it('reports an open finding as error at its source line, and an accepted one as suppressed note', () => {
    const results = (JSON.parse(fileOf('findings.sarif')) as Log).runs[0]?.results ?? [];
    const open = results.find(({ ruleId }) => ruleId === 'no-open-security-group-rule');
    expect(open).toMatchObject({ level: 'error', properties: { controls: ['NET-5'], environment: 'prod' } });
    expect(open?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'lib/infrastructure/constructs/network/security-groups.ts' },
      region: { startLine: 20 },
    });
    const accepted = results.find(({ ruleId }) => ruleId === 'AwsSolutions/VPCNoNACLs');
    expect(accepted).toMatchObject({ level: 'note', suppressions: [{ justification: 'Exception EX-001' }] });
  });

  it('names each finding once, whatever number of controls it counts against', () => {
    const evidence = sampleEvidence();
    const [first] = evidence.controls;
    const twice = sampleEvidence({ controls: [first!, { ...first!, id: 'NET-2' }] });
    const results = (JSON.parse(fileOf('findings.sarif', renderPack(twice))) as Log).runs[0]?.results ?? [];
    const open = results.filter(({ ruleId }) => ruleId === 'no-open-security-group-rule');
    expect(open.map(({ properties }) => properties?.controls as unknown)).toEqual([['NET-2', 'NET-5']]);
  });

  it('keeps findings apart that one line of code made in two environments', () => {
    const [row] = sampleEvidence().nag.rows.filter(({ outcome }) => outcome === 'fail');
    const nag = { rows: [row!, { ...row!, environment: 'dev' }], notApplicable: {} };
    const results = (JSON.parse(fileOf('findings.sarif', renderPack(sampleEvidence({ nag })))) as Log).runs[0]?.results ?? [];
    const prints = results.map(({ partialFingerprints }) => partialFingerprints?.['ringwall/v1']);
    expect(new Set(prints).size).toBe(results.length);
  });

  it('escapes cells that a spreadsheet would run as a formula', () => {
    const csv = fileOf('controls.csv');
    expect(csv).toContain("NET-5,'=Allowed flows only,prod,fail");
    expect(csv).not.toContain(',=Allowed');
  });

  it('lists the digest of every other file in the manifest', () => {
    const pack = renderPack(sampleEvidence());
    const manifest = JSON.parse(fileOf('manifest.json', pack)) as { files: { name: string; sha256: string }[] };
    expect(manifest.files.map(({ name }) => name)).toEqual(['controls.csv', 'evidence.json', 'evidence.schema.json', 'findings.sarif', 'index.html']);
    for (const { name, sha256 } of manifest.files) expect(createHash('sha256').update(fileOf(name, pack)).digest('hex')).toBe(sha256);
  });

  it('lets no text of a template end an element of the page', () => {
    const page = fileOf('index.html');
    expect(page).not.toContain('</script><b>');
    expect(page).toContain('0.0.0.0/0 &amp; &lt;all>');
  });
});
