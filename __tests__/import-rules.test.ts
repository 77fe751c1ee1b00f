import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

interface CruiseResult {
  summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] }
}

/** Cruises the fixture, a small tree laid out as this repository is, with the repository's own rules. */
function cruiseFixture(): CruiseResult {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(root, '.dependency-cruiser.cjs')
  const output = execFileSync(process.execPath, [program, '--config', config, '--output-type', 'json', 'packages'], {
    cwd: join(root, '__tests__/fixtures/import-rules'),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
  return JSON.parse(output) as CruiseResult
}

it('refuses each forbidden import by its rule, and none of the allowed ones', () => {
  const { summary } = cruiseFixture()
  const found = summary.violations.map(({ from, rule }) => `${from.replace(/^packages\//, '')}: ${rule.name}`)

  expect(found.toSorted()).toEqual([
    'chain-verifier/src/uses-agent.ts: plugins-meet-in-the-agent',
    'chain-verifier/src/uses-issuer.ts: plugins-meet-in-the-agent',
    'chain-verifier/src/uses-resolver.ts: default-sources-only',
    'chain-verifier/src/uses-test-kit.ts: test-kit-in-tests-only',
    'cheqd-did-resolver/src/uses-plugin.ts: cheqd-did-resolver-imports',
    'core/src/cycle-a.ts: no-circular',
    'core/src/leads-nowhere.ts: core-imports',
    'core/src/leads-nowhere.ts: not-to-unresolvable',
    'core/src/reads-files.ts: core-imports',
    'core/src/undeclared.ts: declared-dependencies',
    'core/src/uses-veramo.ts: core-imports',
    'dev-ledger/src/uses-verifier.ts: dev-ledger-imports',
    'registry-issuer/src/loads-sdk.ts: cheqd-sdk-apart',
    'registry-issuer/src/publishing/cheqd-sdk/index.ts: cheqd-sdk-imports',
    'registry-issuer/src/reaches-over.ts: by-name',
    'registry-issuer/src/uses-cheqd-plugin.ts: plugins-meet-in-the-agent',
    'registry-issuer/src/uses-ledger.ts: plugins-meet-in-the-agent',
    'registry-issuer/src/uses-test.ts: sources-not-to-tests',
    'web-resources/src/index.ts: web-resources-imports',
  ])
  // The allowed imports were looked at too.
  expect(summary.totalCruised).toBeGreaterThan(found.length)
})
