import { functionsEncryptTheirEnvironment as check } from '../../../lib/assurance/checks/functions-encrypt-their-environment';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const withKey = (KmsKeyArn?: unknown): Resources => ({ Key: key(), Function: resource('AWS::Lambda::Function', KmsKeyArn === undefined ? {} : { KmsKeyArn }) });

describe('functions-encrypt-their-environment', () => {
  it('passes a function under a key of the environment', () => {
    const graph = miniGraph(withKey({ 'Fn::GetAtt': ['Key', 'Arn'] }));
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(['Function']);
  });

  it.each([
    ['without a key', withKey(), 'KmsKeyArn is not set'],
    ['under the key that AWS manages', withKey('alias/aws/lambda'), 'KmsKeyArn must be a KMS key of this environment'],
    ["under another account's key", withKey('arn:aws:kms:eu-central-1:999999999999:key/one'), 'KmsKeyArn must be a KMS key of this environment'],
  ])('finds a function %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it("finds a key that can't be resolved", () => {
    expect(findingsOf(check, miniGraph(withKey(UNRESOLVABLE)))).toEqual([expect.stringContaining('KmsKeyArn must be a KMS key')]);
  });

  it("isn't applicable without functions", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
