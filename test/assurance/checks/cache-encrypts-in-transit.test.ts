import { cacheEncryptsInTransit as check } from '../../../lib/assurance/checks/cache-encrypts-in-transit';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { resource } from '../../support/resources';
import { cache, database } from '../../support/stores';

describe('cache-encrypts-in-transit', () => {
  it('passes a cache that requires TLS', () => {
    expect(findingsOf(check, miniGraph(cache()))).toEqual([]);
    expect(judgedBy(check, miniGraph(cache()))).toEqual(['Cache']);
  });

  it.each([
    ['without TLS', cache({ TransitEncryptionEnabled: false }), 'TransitEncryptionEnabled is false'],
    ["that doesn't say", cache({ TransitEncryptionEnabled: { Ref: 'AWS::NoValue' } }), 'TransitEncryptionEnabled is not set'],
    ['that takes plain connections as well', cache({ TransitEncryptionMode: 'preferred' }), 'TransitEncryptionMode is preferred'],
    ['of a single node without TLS', { Node: resource('AWS::ElastiCache::CacheCluster') }, 'TransitEncryptionEnabled is not set'],
  ])('finds a cache %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(cache({ TransitEncryptionEnabled: UNRESOLVABLE })))).toEqual([
      expect.stringContaining("TransitEncryptionEnabled can't be judged"),
    ]);
  });

  it("isn't applicable without a cache", () => {
    expect(judgedBy(check, miniGraph(database()))).toEqual([]);
  });
});
