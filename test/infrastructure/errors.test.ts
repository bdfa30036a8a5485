import { ConfigurationError } from '../../lib/infrastructure/errors';

const problem = { environment: 'prod', field: 'zones', given: '[]', allowed: '3 to 6 zones', fix: 'name three' };

test('carries a code to switch on and the problems as data', () => {
  const error = new ConfigurationError([problem]);
  expect(error).toMatchObject({ name: 'ConfigurationError', code: 'configuration-refused', problems: [problem] });
});

test('says how many problems there are, and of each what to do', () => {
  const error = new ConfigurationError([problem, { ...problem, environment: 'dev' }]);
  expect(error.message).toBe(
    [
      'The configuration has 2 problems:',
      '',
      'prod: zones',
      '  given:   []',
      '  allowed: 3 to 6 zones',
      '  fix:     name three',
      '',
      'dev: zones',
      '  given:   []',
      '  allowed: 3 to 6 zones',
      '  fix:     name three',
    ].join('\n'),
  );
});
