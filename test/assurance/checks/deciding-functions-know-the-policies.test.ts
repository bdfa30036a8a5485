import { decidingFunctionsKnowThePolicies as check } from '../../../lib/assurance/checks/deciding-functions-know-the-policies';
import { hashPolicyFiles, readPolicyFiles } from '../../../lib/policies/policy-files';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const HASH = hashPolicyFiles(readPolicyFiles());
const told = (hash: unknown, name = 'ringwall-prod-session') =>
  resource('AWS::Lambda::Function', { FunctionName: name, ...(hash === undefined ? {} : { Environment: { Variables: { POLICY_SET: hash } } }) });
const graphOf = (hash: unknown, name?: string) => miniGraph({ One: told(hash, name) });

describe('deciding-functions-know-the-policies', () => {
  it('passes functions that are told the hash of the files, and judges no other', () => {
    const graph = miniGraph({ One: told(HASH), Two: told(HASH, 'ringwall-prod-authorizer'), Other: told(undefined) });
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(['One', 'Two']);
  });

  it.each([
    ['another hash', '0'.repeat(64), undefined],
    ['an older one that only begins alike', HASH.slice(0, 63), undefined],
    ['none, in the authorizer', undefined, 'ringwall-prod-authorizer'],
  ])('finds %s', (_, hash, name) => {
    expect(findingsOf(check, graphOf(hash, name))).toEqual([expect.stringContaining(`it must be ${HASH}`)]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, graphOf(UNRESOLVABLE))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it("isn't applicable without a function that decides", () => {
    expect(judgedBy(check, miniGraph({ Key: key(), Other: told(undefined) }))).toEqual([]);
  });
});
