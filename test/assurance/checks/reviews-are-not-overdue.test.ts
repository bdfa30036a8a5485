import { reviewsAreNotOverdue } from '../../../lib/assurance/checks/reviews-are-not-overdue';
import { findingsOf, judgedBy } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { resource } from '../../support/resources';

const graphWith = (nextReview: string, name = 'prod', lastReview = '2026-01-01') =>
  miniGraph({ Topic: resource('AWS::SNS::Topic') }, { name, governance: { lastReview, nextReview } });
const warningsOf = (graph: ReturnType<typeof graphWith>, asOf: string) => reviewsAreNotOverdue.judge(graph, { asOf, environments: new Map() }).warnings;

describe('reviews-are-not-overdue', () => {
  it('passes a review that is due in more than 14 days, without a word', () => {
    expect(findingsOf(reviewsAreNotOverdue, graphWith('2026-06-16'))).toEqual([]);
    expect(judgedBy(reviewsAreNotOverdue, graphWith('2026-06-16'))).toEqual(['Topic']);
    expect(warningsOf(graphWith('2026-06-16'), '2026-06-01')).toBeUndefined();
  });

  it('warns from 14 days before to the day itself', () => {
    expect(warningsOf(graphWith('2026-06-15'), '2026-06-01')).toEqual(['the review is due on 2026-06-15, in 14 days']);
    expect(warningsOf(graphWith('2026-06-15'), '2026-06-15')).toEqual(['the review is due on 2026-06-15, in 0 days']);
    expect(findingsOf(reviewsAreNotOverdue, graphWith('2026-06-15'), { asOf: '2026-06-15' })).toEqual([]);
  });

  it('finds an overdue review in prod, and warns of it elsewhere', () => {
    expect(findingsOf(reviewsAreNotOverdue, graphWith('2026-05-31'))).toEqual(['Topic: the review was due on 2026-05-31, 1 days ago']);
    expect(findingsOf(reviewsAreNotOverdue, graphWith('2026-05-31', 'dev'))).toEqual([]);
    expect(warningsOf(graphWith('2026-05-31', 'dev'), '2026-06-01')).toEqual(['the review was due on 2026-05-31, 1 days ago']);
  });

  it('finds a review that is put off for more than a year', () => {
    expect(findingsOf(reviewsAreNotOverdue, graphWith('2027-01-02'))).toEqual([]);
    expect(findingsOf(reviewsAreNotOverdue, graphWith('2027-01-03'))).toEqual([expect.stringContaining('is 367 days after the last, 2026-01-01')]);
    expect(findingsOf(reviewsAreNotOverdue, graphWith('9999-12-31'))).toEqual([expect.stringContaining('it must be 366 at most')]);
    expect(warningsOf(graphWith('9999-12-31', 'dev'), '2026-06-01')).toEqual([expect.stringContaining('it must be 366 at most')]);
  });

  it("finds dates that can't be read, and a review that hasn't happened yet", () => {
    for (const nextReview of ['someday', '2026-09-31'])
      expect(findingsOf(reviewsAreNotOverdue, graphWith(nextReview))).toEqual([expect.stringContaining('write YYYY-MM-DD')]);
    expect(findingsOf(reviewsAreNotOverdue, graphWith('2027-01-01', 'prod', '2026-12-24'))).toEqual([expect.stringContaining('lies in the future')]);
  });

  it("isn't applicable without resources", () => {
    expect(judgedBy(reviewsAreNotOverdue, miniGraph({}))).toEqual([]);
  });
});
