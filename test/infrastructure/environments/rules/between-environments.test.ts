import { resolveEnvironments } from '../../../../lib/infrastructure/environments/resolve';
import { devInput, environmentInput, problemsOf } from '../../../support/environment-input';

function fieldsOf(...inputs: readonly unknown[]): readonly string[] {
  return problemsOf(() => resolveEnvironments(inputs)).map(({ environment, field }) => `${environment} ${field}`);
}

test('accepts environments that share nothing', () => {
  expect(resolveEnvironments([devInput(), environmentInput()])).toHaveLength(2);
});

test('accepts that local shares the account and addresses of dev', () => {
  expect(resolveEnvironments([devInput(), devInput({ name: 'local', domain: 'ringwall.localhost' })])).toHaveLength(2);
});

test('refuses two environments of one name', () => {
  expect(fieldsOf(environmentInput(), environmentInput({ account: '444455556666', network: { cidr: '10.9.0.0/16' } }))).toEqual(['prod name']);
});

test.each(['10.0.0.0/16', '10.0.128.0/17'])('refuses %s beside 10.0.0.0/16', (cidr) => {
  expect(fieldsOf(devInput(), environmentInput({ network: { cidr } }))).toEqual(['prod network.cidr']);
});

test('accepts adjoining address ranges', () => {
  expect(resolveEnvironments([devInput(), environmentInput({ network: { cidr: '10.1.0.0/16' } })])).toHaveLength(2);
});

test('refuses two environments in one account and region', () => {
  expect(fieldsOf(devInput(), environmentInput({ account: '111122223333' }))).toEqual(['prod account']);
});

test('accepts two environments in one account and two regions', () => {
  const elsewhere = { account: '111122223333', region: 'eu-west-1' as const, zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] };
  expect(resolveEnvironments([devInput(), environmentInput(elsewhere)])).toHaveLength(2);
});

test("refuses a log archive in another environment's account, in either order", () => {
  const prod = environmentInput({ logArchiveAccount: '111122223333' });
  expect(fieldsOf(devInput(), prod)).toEqual(['prod logArchiveAccount']);
  expect(fieldsOf(prod, devInput())).toEqual(['dev account']);
});

test('compares what is valid beside what is not', () => {
  const prod = { ...environmentInput(), network: { cidr: '10.0.0.0/16', bastion: 1 } };
  expect(fieldsOf(devInput(), prod)).toEqual(['prod network.bastion', 'prod network.cidr']);
});
