import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Runs a program of the example as a user would, as `npm run build` made it; it must end by itself. */
async function run(program: string, ...args: string[]): Promise<string> {
  const file = fileURLToPath(new URL(`../build/${program}.js`, import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], { timeout: 600_000 })
  return stdout
}

it('a national registry in small gives the figures that what was done to it implies', async () => {
  const printed = await run('registry', '--small')
  const figures = JSON.parse(printed.slice(printed.indexOf('{\n'))) as Record<string, unknown>
  const [taos, issuers, attestations] = [3, 6, 60]
  const each = attestations / issuers
  const untrusted = issuers - 2 + 2 * each
  expect(figures).toEqual({
    taos,
    issuers,
    attestations,
    revokedAttestations: issuers,
    before: { trusted: attestations },
    after: { trusted: attestations - untrusted, untrusted },
    reasons: { 'revoked at link 0': issuers, 'revoked at link 1': each, 'suspended at link 1': each },
    listed: 1 + taos + issuers,
    listedByStatus: { revoked: 1, suspended: 1, valid: 1 + taos + issuers - 2 },
    expiringBefore: taos + issuers,
    expiringAfter: taos + issuers - 1,
    belowRenewed: issuers / taos,
  })
}, 620_000)

it('a root that changes its DID keeps what was issued before trusted until it is revoked, and what is issued since for good', async () => {
  const printed = await run('supersession')
  const [good, bad] = ['trusted', 'untrusted']
  expect(JSON.parse(printed.slice(printed.indexOf('{\n')))).toEqual({
    transition: {
      'old root': { before: good, since: bad },
      'both roots': { before: good, since: good },
      'new root': { before: bad, since: good },
    },
    end: {
      'old root': { before: bad, since: bad, reissued: bad },
      'both roots': { before: bad, since: good, reissued: good },
      'new root': { before: bad, since: good, reissued: good },
    },
  })
}, 620_000)
