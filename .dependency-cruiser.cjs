/** The directions in which data and code flow; see docs/decisions/0020-directions.md. */
const from = (path, pathNot) => ({ path, ...(pathNot ? { pathNot } : {}) });
const forbid = (name, comment, fromRule, to) => ({ name, severity: 'error', comment, from: fromRule, to });

module.exports = {
  forbidden: [
    forbid('no-circular', 'Modules form no cycles.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid('not-to-test', 'Nothing imports tests.', from('^(bin|lib|lambdas)/'), { path: '^test/' }),
    forbid('bin-to-commands-only', 'bin holds no logic: it calls commands.', from('^bin/'), { path: '^(lib/(?!commands/)|lambdas/)' }),
    forbid('nothing-to-bin', 'Nothing imports bin.', from('^(lib|lambdas)/'), { path: '^bin/' }),
    forbid('nothing-to-commands', 'Commands are the outermost layer.', from('^(lib/(?!commands/)|lambdas/)'), { path: '^lib/commands/' }),
    forbid('commands-know-no-functions', 'Commands reach what runs in AWS through operations.', from('^lib/commands/'), { path: '^lambdas/' }),
    forbid('operations-are-clients', 'Operations are clients of what is deployed: of functions they share decisions and no I/O.', from('^lib/operations/'), {
      path: '^(lib/(infrastructure|assurance|local)/|lambdas/[^/]+/(?!domain/))',
      pathNot: '^lambdas/shared/(endpoint|errors|wait)\\.ts$',
    }),
    forbid('operations-serve-commands', 'Only commands operate.', from('^lib/(infrastructure|assurance|local)/|^lambdas/'), { path: '^lib/operations/' }),
    forbid('assurance-knows-no-infrastructure', 'What judges knows nothing of what it judges.', from('^lib/assurance/'), {
      path: '^(lib/(infrastructure|local)/|lambdas/)',
    }),
    forbid('infrastructure-knows-no-assurance', 'What is deployed knows nothing of its judges.', from('^lib/infrastructure/'), {
      path: '^lib/(assurance|local)/',
    }),
    forbid('cdk-only-in-nag', 'Of assurance, the nag packs alone need the CDK.', from('^lib/assurance/', '^lib/assurance/nag/'), {
      path: 'node_modules/(aws-cdk-lib|cdk-nag|constructs)/',
    }),
    forbid('controls-are-data', 'The catalogue is plain data.', from('^lib/assurance/controls/'), { pathNot: '^lib/assurance/controls/' }),
    forbid('checks-see-the-graph-only', 'Checks and proofs are functions of the graph.', from('^lib/assurance/(checks|proofs)/'), {
      path: '^lib/assurance/(nag|exceptions|evidence|report)/',
    }),
    forbid('report-renders-evidence', 'Reports are pure renderers of evidence.', from('^lib/assurance/report/'), {
      path: '^lib/assurance/(checks|proofs|nag|exceptions)/',
    }),
    forbid('areas-are-strangers', 'Areas of constructs do not import one another: pass an interface.', from('^lib/infrastructure/constructs/([^/]+)/'), {
      path: '^lib/infrastructure/constructs/',
      pathNot: '^lib/infrastructure/constructs/($1|shared)/',
    }),
    forbid('constructs-know-no-stacks', 'Stacks compose constructs, not the other way round.', from('^lib/infrastructure/constructs/'), {
      path: '^lib/infrastructure/(stacks|stage|app)',
    }),
    forbid(
      'infrastructure-meets-runtime-in-contracts',
      'Infrastructure and runtime meet in contract.ts alone, and in the one file that a guest has.',
      from('^lib/infrastructure/'),
      { path: '^lambdas/', pathNot: '/contract\\.ts$|^lambdas/shared/guest/guest\\.ts$|^lambdas/guests/' },
    ),
    forbid('guests-are-listed', 'Guests are known by their list.', from('^lib/infrastructure/(?!guests\\.ts$)'), { path: '^lambdas/guests/' }),
    forbid('guests-are-strangers', "A guest imports no other guest's files.", from('^lambdas/guests/([a-z-]+)'), {
      path: '^lambdas/guests/',
      pathNot: '^lambdas/guests/$1[./]',
    }),
    forbid('lambdas-know-no-cdk', 'Functions know nothing of the CDK.', from('^lambdas/'), { path: '(^lib/|node_modules/(aws-cdk-lib|constructs|cdk-nag)/)' }),
    forbid('areas-of-lambdas-are-strangers', 'Areas share code in lambdas/shared alone.', from('^lambdas/(?!shared/)([^/]+)/'), {
      path: '^lambdas/',
      pathNot: '^lambdas/($1|shared)/',
    }),
    forbid('handlers-are-strangers', "A handler imports no other handler's files.", from('^lambdas/([^/]+)/([^/]+)/', '^lambdas/shared/'), {
      path: '^lambdas/$1/[^/]+/',
      pathNot: '^lambdas/$1/($2|domain|adapters)/',
    }),
    forbid('contracts-import-types-only', 'A contract is plain data.', from('^lambdas/.*/contract\\.ts$'), { dependencyTypesNot: ['type-only'] }),
    forbid('adapters-are-no-handlers', 'What functions of an area share for I/O knows none of them.', from('^lambdas/([^/]+)/adapters/'), {
      path: '^lambdas/$1/[^/]+/',
      pathNot: '^lambdas/$1/(adapters|domain)/',
    }),
    forbid('domain-knows-no-adapters', 'Decisions are given what they call.', from('^lambdas/[^/]+/domain/'), { path: '^lambdas/[^/]+/adapters/' }),
    forbid('domain-knows-no-sdk', 'Decisions are free of I/O.', from('^lambdas/[^/]+/domain/'), { path: 'node_modules/@aws-sdk/' }),
    // `mod-pow.ts` is imported by what lean-srp.ts puts into bundles.
    forbid('no-orphans', 'Every module is used.', from('^(bin|lib|lambdas)/', '(^bin/|/index\\.ts$|/mod-pow\\.ts$|\\.client\\.js$|\\.d\\.ts$)'), {
      orphan: true,
    }),
  ].map((rule) => (rule.name === 'no-orphans' ? { ...rule, from: { ...rule.from, orphan: true }, to: {} } : rule)),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
