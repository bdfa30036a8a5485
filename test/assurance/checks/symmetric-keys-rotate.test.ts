import { symmetricKeysRotate } from '../../../lib/assurance/checks/symmetric-keys-rotate';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key } from '../../support/resources';

const graphWith = (properties: Readonly<Record<string, unknown>>) => miniGraph({ Key: key(properties) });

describe('symmetric-keys-rotate', () => {
  it('passes a key that rotates every 90 days', () => {
    expect(findingsOf(symmetricKeysRotate, graphWith({}))).toEqual([]);
    expect(judgedBy(symmetricKeysRotate, graphWith({}))).toEqual(['Key']);
  });

  it.each([
    ['EnableKeyRotation is false', { EnableKeyRotation: false }],
    ['EnableKeyRotation is not set', { EnableKeyRotation: { Ref: 'AWS::NoValue' } }],
    ['RotationPeriodInDays is 365', { RotationPeriodInDays: { Ref: 'AWS::NoValue' } }],
    ['RotationPeriodInDays is 91', { RotationPeriodInDays: 91 }],
    ['Origin is EXTERNAL', { Origin: 'EXTERNAL' }],
  ])('finds that %s', (reason, properties) => {
    expect(findingsOf(symmetricKeysRotate, graphWith(properties))).toEqual([expect.stringContaining(reason)]);
  });

  it('holds keys to a stricter interval where one is configured', () => {
    const graph = miniGraph({ Key: key() }, { keys: { rotationDays: 30 } });
    expect(findingsOf(symmetricKeysRotate, graph)).toEqual([expect.stringContaining('it must be at most 30')]);
  });

  it.each(['EnableKeyRotation', 'RotationPeriodInDays', 'KeySpec', 'Origin'])('finds an unresolvable %s', (name) => {
    expect(findingsOf(symmetricKeysRotate, graphWith({ [name]: UNRESOLVABLE }))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it("isn't applicable to asymmetric keys", () => {
    expect(judgedBy(symmetricKeysRotate, graphWith({ KeySpec: 'ECC_NIST_P256', EnableKeyRotation: false }))).toEqual([]);
  });
});
