import type { Check, Context } from '../../../lib/assurance/checks/check';
import type { Control, Part } from '../../../lib/assurance/controls/control';
import { runChecks } from '../../../lib/assurance/evidence/run-checks';
import { miniGraph } from '../../support/mini-graph';

const graph = miniGraph({ Vpc: { Type: 'AWS::EC2::VPC' } });
const context: Context = { asOf: '2026-11-22', environments: new Map([[graph.name, graph]]) };
const good: Check = { id: 'good', claim: 'It is good.', judge: ({ resources }) => ({ judged: resources, findings: [] }) };
const throwing: Check = {
  id: 'throwing',
  claim: 'It throws.',
  judge: () => {
    throw new TypeError('no property Key');
  },
};

function run(parts: readonly Partial<Part>[], checks: readonly Check[] = [good, throwing], proofs: readonly Check[] = []) {
  const control: Control = {
    id: 'NET-1',
    title: 'A title',
    claim: 'A claim.',
    sources: [],
    owner: 'platform-lead',
    mappings: {},
    parts: parts.map((part, index) => ({ id: `part-${index}`, side: 'templates', claim: 'A part.', ...part })),
  };
  return runChecks([control], { checks, proofs }, graph, context);
}

describe('runChecks', () => {
  it('runs a check once, whichever parts ask for it', () => {
    const runs = run([{ checks: ['good'] }, { checks: ['good'] }]);
    expect([...runs.keys()]).toEqual(['good']);
    expect(runs.get('good')).toMatchObject({ kind: 'check', crash: undefined, judgement: { judged: graph.resources } });
  });

  it('runs proofs beside checks', () => {
    expect(run([{ proofs: ['good'] }], [], [good]).get('good')).toMatchObject({ kind: 'proof', crash: undefined });
  });

  it('does not run what belongs only to parts that are switched off', () => {
    expect(run([{ checks: ['throwing'], offWhen: { field: 'network.bastion', oneOf: [false], reason: 'off' } }]).size).toBe(0);
  });

  it('leaves the nag packs to their own stage', () => {
    expect(run([{ proofs: ['nag'] }]).size).toBe(0);
  });

  it('turns a check that throws into a failure and runs the others', () => {
    const runs = run([{ checks: ['throwing', 'good'] }]);
    expect(runs.get('throwing')?.crash).toBe('check crashed: throwing: no property Key');
    expect(runs.get('good')?.crash).toBeUndefined();
  });

  it('turns a check that nobody knows into a failure', () => {
    expect(run([{ checks: ['gone'] }]).get('gone')?.crash).toBe('check unknown: gone');
  });
});
