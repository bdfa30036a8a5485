import { validate } from '@cedar-policy/cedar-wasm/nodejs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyFrom, publishedPolicies } from '../../lib/policies/cedar-files';
import { plainSchema } from '../../lib/policies/plain-schema';
import { readPolicyFiles } from '../../lib/policies/policy-files';
import { PUBLISHED_POLICIES } from '../../lib/policies/published-policies';
import { policiesOf, SCHEMA } from '../support/cedar';
import { errorOf } from '../support/error-of';
import { proves } from '../support/proves';

const FILE = join(__dirname, '../../lib/policies/published-policies.json');

describe('the published policies', () => {
  it("are made of Cedar's files: written anew with npx ringwall permissions", () => {
    expect(readFileSync(FILE, 'utf8')).toBe(`${JSON.stringify(publishedPolicies(readPolicyFiles()), null, 2)}\n`);
  });

  proves(
    { control: 'AZN-4', part: 'cedar-files', evidence: 'in-process' },
    "Cedar's own engine finds schema and policies valid in strict mode, as files and as they are published, and reads the same in both",
    () => {
      const valid = { type: 'success', validationErrors: [], validationWarnings: [], otherWarnings: [] };
      const { schema, policies } = PUBLISHED_POLICIES;
      expect(validate({ schema: SCHEMA, policies: { staticPolicies: policiesOf() } })).toEqual(valid);
      expect(validate({ schema: schema as never, policies: { staticPolicies: policies } })).toEqual(valid);
      expect(Object.fromEntries(Object.entries(policies).map(([id, text]) => [id, policyFrom(text)]))).toEqual(policiesOf());
      const broken = policies['own-account']!.replace('resource.creator', 'resource.owner');
      expect(validate({ schema: schema as never, policies: { staticPolicies: { broken } } })).toMatchObject({ validationErrors: [expect.anything()] });
    },
  );

  it('fit into a policy store: https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/quotas.html', () => {
    const sizes = Object.values(PUBLISHED_POLICIES.policies).map((text) => Buffer.byteLength(text));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(200_000);
    expect(Buffer.byteLength(JSON.stringify(PUBLISHED_POLICIES.schema))).toBeLessThanOrEqual(100_000);
    expect(Object.keys(PUBLISHED_POLICIES.schema)).toEqual(['Ringwall']);
  });

  it('leave open nothing that a name could stand for, and refuse one that stands for nothing', () => {
    expect(JSON.stringify(PUBLISHED_POLICIES.schema)).not.toContain('EntityOrCommon');
    const schema = { Ringwall: { entityTypes: { Person: { shape: { type: 'Record', attributes: { of: { type: 'EntityOrCommon', name: 'Nobody' } } } } } } };
    expect(errorOf(() => plainSchema(schema))).toMatchObject({ code: 'not-compilable', policy: 'schema' });
  });
});
