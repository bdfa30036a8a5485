import { templatesHaveAtMost400Resources } from '../../../lib/assurance/checks/templates-have-at-most-400-resources';
import { findingsOf, judgedBy } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { resource } from '../../support/resources';

const graphWith = (count: number) =>
  miniGraph(Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${1000 + index}`, resource('AWS::SNS::Topic')])));

describe('templates-have-at-most-400-resources', () => {
  it('passes 400', () => {
    expect(findingsOf(templatesHaveAtMost400Resources, graphWith(400))).toEqual([]);
    expect(judgedBy(templatesHaveAtMost400Resources, graphWith(400))).toEqual(['R1000']);
  });

  it('finds 401', () => {
    expect(findingsOf(templatesHaveAtMost400Resources, graphWith(401))).toEqual([
      'R1000: the template of the stack network has 401 resources; it must have at most 400',
    ]);
  });

  it("counts resources whose condition can't be decided", () => {
    const resources = Object.fromEntries(
      Array.from({ length: 401 }, (_, index) => [`R${1000 + index}`, resource('AWS::SNS::Topic', {}, { Condition: 'Undefined' })]),
    );
    expect(findingsOf(templatesHaveAtMost400Resources, miniGraph(resources))).toHaveLength(1);
  });

  it("isn't applicable without resources", () => {
    expect(judgedBy(templatesHaveAtMost400Resources, miniGraph({}))).toEqual([]);
  });
});
