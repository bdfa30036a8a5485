import { controls } from '../../../lib/assurance/controls/catalogue';
import { applyExceptions, type Applied } from '../../../lib/assurance/exceptions/apply';
import { REGISTER } from '../../../lib/assurance/exceptions/register';
import { PACKS } from '../../../lib/assurance/nag/packs';
import { rawRows, type NagRow } from '../../../lib/assurance/nag/raw-rows';
import type { EnvironmentGraph } from '../../../lib/assurance/templates/graph';
import { drop, firstOf } from '../../support/mutate';
import { environmentGraphs, mutatedGraph } from '../../support/templates';

const graphs = environmentGraphs();
const environments = [...graphs.keys()];
const asOf =
  REGISTER.map(({ approved }) => approved)
    .sort()
    .at(-1) ?? '';

describe("the packs over this run's templates", () => {
  const evidence = [...graphs.values()].map(rawRows);

  it('find nothing in any environment that the register does not accept', () => {
    const { open, problems } = weigh(
      evidence.flatMap(({ rows }) => rows),
      [...graphs.values()],
    );
    expect(open).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('judge every resource of every environment by every rule of each pack', () => {
    for (const { name } of PACKS) {
      const rules = evidence.map(({ rows, notApplicable }, index) => {
        const judged = new Set(rows.filter(({ pack }) => pack === name).map(({ stack, logicalId, ruleId }) => `${stack} ${logicalId} ${ruleId}`));
        return (judged.size + notApplicable[name]) / ([...graphs.values()][index]?.resources.length ?? 0);
      });
      expect(rules.every((count) => Number.isInteger(count) && count === rules[0])).toBe(true);
    }
  });

  it('find an unencrypted bucket', () => {
    const broken = mutatedGraph('prod', 'foundation', (template) => {
      drop(
        firstOf(template, 'AWS::S3::Bucket', ({ Properties }) => JSON.stringify(Properties).includes('aws:kms')),
        'BucketEncryption',
      );
    });
    const open = weigh(rawRows(broken).rows, [broken]).open.filter(({ rule }) => rule === 'S3DefaultEncryptionKMS');
    expect(open.map(({ pack }) => pack)).toEqual(['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']);
    expect(open[0]?.source).toMatch(/^lib\/infrastructure\/.*:\d+$/);
  });

  it('find again what an expired exception accepted', () => {
    const [last = ''] = REGISTER.map(({ expires }) => expires)
      .sort()
      .reverse();
    const { open, problems } = weigh(
      evidence.flatMap(({ rows }) => rows),
      [...graphs.values()],
      last,
    );
    expect(new Set(open.map(({ rule }) => rule))).toEqual(new Set(nagEntries().map(({ rule }) => rule)));
    expect(problems.map(({ code, exception }) => [code, exception])).toEqual(nagEntries().map(({ id }) => ['EXPIRED', id]));
  });
});

/** By the entries about nag rules; the checks' findings aren't looked at here, so that theirs would seem unused. */
function weigh(rows: readonly NagRow[], judged: readonly EnvironmentGraph[], day = asOf): Applied<NagRow> {
  return applyExceptions(nagEntries(), {
    asOf: day,
    environments,
    controls: controls.map(({ id }) => id),
    findings: rows.filter(({ verdict }) => verdict !== 'pass'),
    judged: new Map(judged.map(({ name, resources }) => [name, new Set(resources.map(({ path }) => path))])),
  });
}

function nagEntries(): typeof REGISTER {
  return REGISTER.filter(({ rule }) => /^[A-Z]/.test(rule));
}
