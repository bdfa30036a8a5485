import { configurationReference } from '../../../lib/infrastructure/environments/reference';

const rows = configurationReference()
  .split('\n')
  .filter((line) => line.startsWith('| `') && line.split(' | ').length === 5)
  .map((line) => line.slice(2, -2).split(' | '));

test('every field is there once', () => {
  const names = rows.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['`account`', '`network.cidr`', '`services[].port`', '`edge.rateTiers.apiKey.windowSeconds`']));
});

test('every field has a meaning, what is allowed, and the controls that it serves', () => {
  const thin = rows.filter(
    ([, meaning = '', allowed = '', standard = '', serves = '']) =>
      !/^[A-Z`].*\.$/.test(meaning) || allowed === '' || standard === '' || !/^[A-Z]{3,4}-\d+(?:, [A-Z]{3,4}-\d+)*$/.test(serves),
  );
  expect(thin).toEqual([]);
});

test('a field without a default is required', () => {
  expect(rows.find(([name]) => name === '`network.cidr`')?.[3]).toBe('required');
  expect(rows.find(([name]) => name === '`logArchiveAccount`')?.[3]).toBe('`null`');
});
