import { trailCoversAllRegionsValidatedAndEncrypted as check } from '../../../lib/assurance/checks/trail-covers-all-regions-validated-and-encrypted';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const ON = { IsLogging: true, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true, EnableLogFileValidation: true };
const graphWith = (fields: object) =>
  miniGraph({ Key: key(), Trail: resource('AWS::CloudTrail::Trail', { ...ON, KMSKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] }, ...fields }) });
const management = (...more: readonly object[]) => ({
  AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...more] }],
});

describe('trail-covers-all-regions-validated-and-encrypted', () => {
  it.each([{}, management(), { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }, { EventSelectors: [{}] }])(
    'passes a trail with %j',
    (fields) => {
      expect(findingsOf(check, graphWith(fields))).toEqual([]);
      expect(judgedBy(check, graphWith(fields))).toEqual(['Trail']);
    },
  );

  it.each(Object.keys(ON))('finds a trail without %s', (name) => {
    expect(findingsOf(check, graphWith({ [name]: false }))).toEqual([`Trail: ${name} is false; it must be true`]);
    expect(findingsOf(check, graphWith({ [name]: { Ref: 'AWS::NoValue' } }))).toHaveLength(1);
    expect(findingsOf(check, graphWith({ [name]: UNRESOLVABLE }))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it.each<[string, object]>([
    ['no key', { KMSKeyId: { Ref: 'AWS::NoValue' } }],
    ['only what is written', { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }],
    ['no management events', { EventSelectors: [{ IncludeManagementEvents: false }] }],
    ['calls of KMS left out', { EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] }],
    ['calls of KMS left out by an advanced selector', management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] })],
    ['data events alone', { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }] }],
    ["advanced selectors that can't be resolved", { AdvancedEventSelectors: UNRESOLVABLE }],
  ])('finds a trail with %s', (_, fields) => {
    expect(findingsOf(check, graphWith(fields))).toHaveLength(1);
  });

  it("isn't applicable without a trail", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
