import cdkPlugin from 'eslint-cdk-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/**
 * String-built SQL is refused everywhere (control EDGE-14): a query is a constant text with parameters. What is passed to
 * `query` may be a constant, a name, or what the tag `sql` makes; and a text that begins like SQL is never put together,
 * wherever it then goes.
 */
const SQL_TEXT = String.raw`/^\s*(((SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|GRANT|REVOKE|TRUNCATE|TABLE|COPY|EXPLAIN|WHERE|ORDER BY|VALUES)(\s|$))|(([sS]elect\s.*\sfrom|[iI]nsert\s+into|[dD]elete\s+from|[uU]pdate\s+\S+\s+set)\s))/`;
const QUERY = 'CallExpression[callee.property.name="query"], CallExpression[callee.property.value="query"]';
const builtSql = [
  `:matches(${QUERY}) > :matches(TemplateLiteral[expressions.length>0], BinaryExpression, ConditionalExpression, TaggedTemplateExpression:not([tag.name="sql"])).arguments:first-child`,
  `:matches(${QUERY}) > CallExpression.arguments:first-child Literal[value=${SQL_TEXT}]`,
  `:matches(${QUERY}) > ObjectExpression > Property[key.name="text"] > :not(Literal, Identifier, MemberExpression, TemplateLiteral[expressions.length=0]).value`,
  `TemplateLiteral[expressions.length>0]:not(TaggedTemplateExpression[tag.name="sql"] > TemplateLiteral) > TemplateElement[value.raw=${SQL_TEXT}]:first-child`,
  `BinaryExpression[operator="+"] > Literal[value=${SQL_TEXT}].left`,
  `CallExpression[callee.property.name=/^(concat|join|replace|replaceAll)$/] > MemberExpression > Literal[value=${SQL_TEXT}].object`,
  `CallExpression[callee.property.name="join"] > MemberExpression > ArrayExpression > Literal[value=${SQL_TEXT}]`,
].map((selector) => ({ selector, message: 'SQL is never built from strings: pass a constant text and parameters (EDGE-14).' }));

const noDynamicCode = { selector: 'NewExpression[callee.name="Function"]', message: 'No code from strings.' };

/**
 * Who could open a connection of their own (control NET-8, decision 0117): functions and guests call outside by `lambdas/shared/outbound`,
 * and AWS and the stores by their clients.
 */
const NETWORK = /^(node:)?(https?|http2|net|tls|dgram|dns|dns\/promises)$|^(undici|axios|got|node-fetch|ws)(\/|$)/;
const ownConnection = 'Functions open no connection of their own: call outside by outboundFetch of lambdas/shared/outbound (NET-8).';
const noOwnConnection = [
  { selector: `ImportExpression > Literal[value=${NETWORK}]`, message: ownConnection },
  { selector: 'MemberExpression > Identifier.property[name="getBuiltinModule"]', message: ownConnection },
  { selector: 'MemberExpression > Identifier.property[name=/^(fetch|WebSocket|EventSource)$/]', message: ownConnection },
];
const connecting = {
  'no-restricted-globals': ['error', ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({ name, message: ownConnection }))],
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: [{ regex: NETWORK.source, allowTypeImports: true, allowImportNames: ['isIP', 'STATUS_CODES', 'checkServerIdentity'], message: ownConnection }],
    },
  ],
  'no-restricted-syntax': ['error', ...builtSql, noDynamicCode, ...noOwnConnection],
};

/** Who does connect: the client of calls outside, the page in its browser, the answer to CloudFormation, and what the stores have no client for. */
const CONNECTING = [
  'lambdas/shared/outbound/*.ts',
  'lambdas/identity/page/client/*.ts',
  'lambdas/account/account-settings/respond.ts',
  'lambdas/rotation/redis/log-in.ts',
  'lambdas/rotation/rabbitmq/*.ts',
];

export default tseslint.config(
  { ignores: ['node_modules/', 'cdk.out/', 'audit-pack/', '.cache/', '.evidence/', 'coverage/', 'docs/examples/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.mjs'] }, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowConstructorOnly: true, allowWithDecorator: true }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-restricted-syntax': ['error', ...builtSql, noDynamicCode],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['lib/**/*.ts', 'lib/**/*.tsx', 'lambdas/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true, MethodDefinition: false },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'],
          checkConstructors: false,
        },
      ],
      'jsdoc/no-types': 'error',
      'jsdoc/empty-tags': 'error',
    },
  },
  { files: ['lambdas/**/*.ts'], ignores: CONNECTING, rules: connecting },
  {
    files: ['lib/infrastructure/**/*.ts'],
    plugins: { cdk: cdkPlugin },
    rules: {
      'cdk/no-construct-stack-suffix': 'error',
      'cdk/no-parent-name-construct-id-match': 'error',
      'cdk/no-variable-construct-id': 'off',
      'cdk/props-name-convention': 'error',
      'cdk/require-passing-this': 'error',
    },
  },
  // Markup is long and flat: a table's cells are lines, not branches.
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] } },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
