import { stacksCarryOwnerAndClassification } from '../../../lib/assurance/checks/stacks-carry-owner-and-classification';
import { findingsOf, judgedBy } from '../../support/judging';
import { graphOf } from '../../support/mini-graph';
import { resource } from '../../support/resources';

const TAGS = { owner: 'Security Lead', contact: 'security@example.com', classification: 'confidential' };
const TEMPLATE = { Resources: { B: resource('AWS::SNS::Topic'), A: resource('AWS::SNS::Topic') } };
const graphWith = (tags: Readonly<Record<string, string>>) =>
  graphOf([
    { name: 'one', tags: TAGS, template: TEMPLATE },
    { name: 'two', tags, template: TEMPLATE },
  ]);

describe('stacks-carry-owner-and-classification', () => {
  it('passes stacks with all three tags', () => {
    expect(findingsOf(stacksCarryOwnerAndClassification, graphWith(TAGS))).toEqual([]);
    expect(judgedBy(stacksCarryOwnerAndClassification, graphWith(TAGS))).toEqual(['A', 'A']);
  });

  it('finds a stack without tags, and one with other values than configured', () => {
    expect(findingsOf(stacksCarryOwnerAndClassification, graphWith({}))).toHaveLength(3);
    expect(findingsOf(stacksCarryOwnerAndClassification, graphWith({ ...TAGS, classification: 'public' }))).toEqual([
      'A: the stack two carries classification: public; it must be confidential',
    ]);
  });

  it("doesn't take an expression for a tag's value", () => {
    expect(findingsOf(stacksCarryOwnerAndClassification, graphWith({ ...TAGS, owner: '${Token[TOKEN.1]}' }))).toHaveLength(1);
  });

  it("isn't applicable without resources", () => {
    expect(judgedBy(stacksCarryOwnerAndClassification, graphOf([{ name: 'one', template: { Resources: {} } }]))).toEqual([]);
  });
});
