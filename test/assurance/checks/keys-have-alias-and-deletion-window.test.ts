import { keysHaveAliasAndDeletionWindow } from '../../../lib/assurance/checks/keys-have-alias-and-deletion-window';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const ALIAS = resource('AWS::KMS::Alias', { AliasName: 'alias/x', TargetKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } });
const graphWith = (properties: Readonly<Record<string, unknown>>, name = 'prod', deletionWindowDays = 30) =>
  miniGraph({ Key: key(properties), Alias: ALIAS }, { name, keys: { deletionWindowDays } });

describe('keys-have-alias-and-deletion-window', () => {
  it("passes a key with an alias and 30 days, also by KMS's default", () => {
    expect(findingsOf(keysHaveAliasAndDeletionWindow, graphWith({}))).toEqual([]);
    expect(findingsOf(keysHaveAliasAndDeletionWindow, graphWith({ PendingWindowInDays: { Ref: 'AWS::NoValue' } }))).toEqual([]);
  });

  it('finds a key without an alias', () => {
    expect(findingsOf(keysHaveAliasAndDeletionWindow, miniGraph({ Key: key() }))).toEqual(['Key: no alias points at the key']);
  });

  it('finds a window shorter than configured, and in prod shorter than 30 days whatever is configured', () => {
    expect(findingsOf(keysHaveAliasAndDeletionWindow, graphWith({ PendingWindowInDays: 7 }, 'dev', 14))).toEqual([
      expect.stringContaining('it must be at least 14'),
    ]);
    expect(findingsOf(keysHaveAliasAndDeletionWindow, graphWith({ PendingWindowInDays: 7 }, 'prod', 7))).toEqual([
      expect.stringContaining('it must be at least 30'),
    ]);
    expect(findingsOf(keysHaveAliasAndDeletionWindow, graphWith({ PendingWindowInDays: 7 }, 'dev', 7))).toEqual([]);
  });

  it("finds a window that can't be resolved", () => {
    expect(findingsOf(keysHaveAliasAndDeletionWindow, graphWith({ PendingWindowInDays: UNRESOLVABLE }))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it("isn't applicable without keys", () => {
    expect(judgedBy(keysHaveAliasAndDeletionWindow, miniGraph({}))).toEqual([]);
  });
});
