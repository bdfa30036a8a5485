import { contract } from '../../../../lambdas/data/rotate-data-keys/contract';

describe('the contract of the rotation of data keys', () => {
  it('names no action that changes, disables or deletes a KMS key', () => {
    const actions: readonly string[] = Object.values(contract.actions).flat();
    expect(actions.filter((action) => action.startsWith('kms:')).every((action) => action === 'kms:Decrypt' || action === 'kms:GenerateDataKey')).toBe(true);
  });
});
