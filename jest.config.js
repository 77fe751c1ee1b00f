/**
 * Tests run on the sources of every package, without a build: workspace names are mapped to `src/index.ts`.
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  // No test measures time; on a loaded machine the default of 5 s would fail those that do much.
  testTimeout: 60_000,
  // The default leaves one core idle, half of a machine with two.
  maxWorkers: '100%',
  // Modules of finished files stay in memory, and coverage goes through all of them after each file: so a worker that has
  // many of them begins anew.
  workerIdleMemoryLimit: '900MB',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{packages,examples}/*/__tests__/**/*.test.ts', '<rootDir>/__tests__/**/*.test.ts'],
  moduleNameMapper: {
    '^@trustchains/(core|registry-issuer|chain-verifier|dns-anchor|dev-ledger|test-kit|web-resources)$':
      '<rootDir>/packages/$1/src/index.ts',
    '^@trustchains/registry-issuer/cheqd-sdk$': '<rootDir>/packages/registry-issuer/src/publishing/cheqd-sdk/index.ts',
    '^@trustchains/registry-issuer/web$': '<rootDir>/packages/registry-issuer/src/web/index.ts',
    '^cheqd-did-resolver$': '<rootDir>/packages/cheqd-did-resolver/src/index.ts',
    '^@digitalbazaar/http-client$': '<rootDir>/tools/jest/no-http-client.cjs',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  collectCoverageFrom: ['packages/*/src/**/*.ts', '!**/plugin.schema.ts', '!**/index.ts', '!**/types/**'],
  coverageProvider: 'v8',
}
