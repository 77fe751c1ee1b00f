/**
 * Who may import whom (docs/architecture.md, "Import rules"). A workspace is imported by its name, which
 * tsconfig.eslint.json maps to its sources, so no build is needed.
 */

/** The workspaces' sources, where a name like `@trustchains/core` leads. */
const sources = (...packages) => `^packages/(${packages.join('|')})/src/`
const builtin = (...names) => names.map((name) => `^(node:)?${name}$`)
const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}(/|$)`)

const everyPackage = '^packages/[^/]+/src/'
const plugins = ['registry-issuer', 'chain-verifier', 'dns-anchor']
/** The one part of a plugin that knows cheqd's SDK: an entry point of its own, so that only who imports it loads the SDK. */
const cheqdSdkPublisher = '^packages/registry-issuer/src/publishing/cheqd-sdk/'

/** A rule that refuses all but what is named. The package's own files and its schema file are always allowed. */
const onlyImports = (packageName, comment, allowed) => ({
  name: `${packageName}-imports`,
  severity: 'error',
  comment,
  from: { path: sources(packageName) },
  to: { pathNot: [sources(packageName), ...allowed] },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle has no order in which to read it.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'The import leads nowhere: a misspelling, a package not installed or not exported.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependencies',
      severity: 'error',
      comment: "Sources import only what their own package.json lists, else a consumer's install lacks it.",
      from: { path: everyPackage },
      // An optional peer is among the dev dependencies too, for the tests.
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
    },
    {
      name: 'no-deprecated-builtin',
      severity: 'error',
      comment: 'A deprecated module of Node.',
      from: {},
      to: { dependencyTypes: ['deprecated'] },
    },
    {
      name: 'by-name',
      severity: 'error',
      comment: 'Another package is imported by its name, never by a path into its folder.',
      from: { path: '^(packages/[^/]+|examples/[^/]+|benchmarks)/' },
      to: { path: '^packages/', pathNot: '^$1/', dependencyTypesNot: ['aliased-tsconfig', 'aliased-tsconfig-paths'] },
    },
    {
      name: 'sources-not-to-tests',
      severity: 'error',
      comment: 'What is published does not import what is not.',
      from: { path: everyPackage },
      to: { path: ['/__tests__/', '^examples/', '^benchmarks/', '^tools/'] },
    },
    {
      name: 'test-kit-in-tests-only',
      severity: 'error',
      comment: 'test-kit mints forged chains and is not published.',
      from: { pathNot: ['(^|/)__tests__/', '^benchmarks/', sources('test-kit')] },
      to: { path: sources('test-kit') },
    },
    {
      name: 'default-sources-only',
      severity: 'error',
      comment:
        'A plugin names its default source of resources in one file; all else goes through the port (docs/adr/0006).',
      from: { path: sources(...plugins), pathNot: '/default-sources\\.ts$' },
      to: { path: sources('cheqd-did-resolver') },
    },
    onlyImports('core', "core is pure: no I/O, no Veramo; of Node's modules only these three.", [
      ...builtin('crypto', 'zlib', 'buffer'),
      ...npm(
        '@cfworker/json-schema',
        '@scure/base',
        '@sigstore/core',
        'canonicalize',
        'iso-3166',
        'lru-cache',
        're2js',
        'valibot',
      ),
    ]),
    onlyImports('cheqd-did-resolver', 'The driver knows core and the ledger, no Veramo.', [
      sources('core'),
      ...builtin('crypto', 'dns', 'dns/promises', 'net', 'http', 'https', 'url', 'zlib', 'buffer', 'timers/promises'),
      ...npm('@cheqd/ts-proto', 'did-resolver', 'lru-cache', 'p-retry'),
    ]),
    {
      name: 'plugins-meet-in-the-agent',
      severity: 'error',
      comment: 'Plugins talk to one another, and to the cheqd plugin, only through agent methods.',
      from: { path: sources(...plugins), pathNot: cheqdSdkPublisher },
      to: {
        path: [
          ...plugins.map((name) => `^packages/(?!$1/)${name}/`),
          '^packages/dev-ledger/',
          ...npm('@cheqd/.*', '@veramo/(?!core-types(/|$)).*'),
        ],
      },
    },
    {
      name: 'cheqd-sdk-apart',
      severity: 'error',
      comment:
        "Whoever imports the plugin must not need cheqd's SDK, an optional peer: it has an entry point of its own.",
      from: { path: sources('registry-issuer'), pathNot: cheqdSdkPublisher },
      to: { path: cheqdSdkPublisher },
    },
    {
      name: 'cheqd-sdk-imports',
      severity: 'error',
      comment: 'The publisher knows the SDK and the protocol, and neither another plugin nor the ledger of the tests.',
      from: { path: cheqdSdkPublisher },
      to: {
        pathNot: [
          sources('registry-issuer', 'core'),
          ...builtin('crypto', 'timers/promises', 'buffer', 'util'),
          ...npm('@cheqd/(sdk|ts-proto)', '@cosmjs/(crypto|proto-signing)', 'cosmjs-types', '@veramo/core-types'),
        ],
      },
    },
    onlyImports('web-resources', 'Resources of did:web know core and HTTPS, no Veramo and no ledger.', [
      sources('core'),
      ...builtin('crypto', 'dns', 'net', 'buffer', 'timers/promises', 'url'),
      ...npm('did-resolver', 'undici'),
    ]),
    onlyImports('dev-ledger', 'The ledger knows core and the ledger protocol, neither Veramo nor a plugin.', [
      sources('core'),
      ...builtin('[a-z/_]+'),
      ...npm(
        '@cheqd/ts-proto',
        '@grpc/grpc-js',
        '@cosmjs/[^/]+',
        'cosmjs-types',
        '@scure/base',
        'commander',
        'fastify',
        '@fastify/[^/]+',
        'file-type',
      ),
    ]),
    onlyImports(
      'test-kit',
      'The kit mints what the formats say, by itself: it shares no code with what it tests but core.',
      [sources('core'), ...builtin('[a-z/_]+'), ...npm('@scure/base', 'did-resolver')],
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.eslint.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // Our own build folders only: an import of a package whose code stands in one must be seen.
    exclude: {
      path: ['^packages/[^/]+/(build|temp)/', '^examples/[^/]+/(build|out)/', '^benchmarks/build/', '/fixtures/'],
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default', 'require'],
      mainFields: ['types', 'module', 'main'],
      extensions: ['.ts', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
