import { mkdirSync, writeFileSync } from 'node:fs'
import { formatTime } from '@trustchains/core'
import { describeWithPrograms } from '@trustchains/test-kit'
import { CapturedWorld, capturedNames, capturesFile, type Captures } from './support/captures.js'
import { startDnsWorld, worldPrograms } from './support/dns-world.js'
import { inWords, lookUp, lookupsThrough } from './support/lookups.js'

const expected: Record<string, string> = {
  '_did.rtao.test TXT': 'secure answer',
  '_did.rtao.test URI': 'secure answer',
  '_did.rtao.test TLSA': 'secure answer',
  '_did.rtao.test A': 'secure nodata',
  'host.rtao.test A': 'secure answer',
  'nope.rtao.test TXT': 'secure nxdomain',
  'ent.rtao.test TXT': 'secure nodata',
  'x.wild.rtao.test TXT': 'secure answer',
  'here.wild.rtao.test TXT': 'secure nodata',
  'alias.rtao.test TXT': 'secure answer',
  'toplain.rtao.test TXT': 'insecure answer',
  'x.dn.rtao.test TXT': 'secure answer',
  '_did.ed.test TXT': 'secure answer',
  'nope.ed.test TXT': 'secure nxdomain',
  'x.wild.ed.test TXT': 'secure answer',
  'ent.ed.test TXT': 'secure nodata',
  '_did.rsa.test TXT': 'secure answer',
  '_did.unsigned.test TXT': 'insecure answer',
  '_did.optout.test TXT': 'secure answer',
  '_did.plain.optout.test TXT': 'insecure answer',
  'x.wild.optout.test TXT': 'insecure answer',
  'nope.optout.test TXT': 'insecure nxdomain',
  '_did.bogus.test TXT': 'bogus undefined',
  '_did.expired.test TXT': 'bogus undefined',
  'rtao-x.test TXT': 'secure nxdomain',
  'nope TXT': 'secure nxdomain',
}

it('judges what was recorded from real servers, without any network, as of the time of the recording', () => {
  const world = new CapturedWorld()
  const judged = capturedNames.map(([name, type]) => {
    const { security, outcome } = world.judge(name, type)
    return [`${name} ${type}`, `${security} ${String(outcome)}`]
  })
  expect(Object.fromEntries(judged)).toEqual(expected)
})

it('can be told nothing about what was not recorded', () => {
  expect(new CapturedWorld().judge('other.rtao.test')).toMatchObject({ security: 'indeterminate', code: 'unreachable' })
})

describeWithPrograms(worldPrograms, 'evidence', () => {
  it('validates again without network to the verdict that it had', async () => {
    const world = await startDnsWorld()
    const lookups = lookupsThrough([`udp://127.0.0.1:${String(world.unboundPort)}`], world.trustAnchors)
    try {
      const recorded: Captures = { trustAnchors: world.trustAnchors, at: formatTime(Date.now()), messages: [] }
      const online: string[] = []
      for (const [name, type] of capturedNames) {
        const lookup = await lookUp(lookups, name, type)
        online.push(inWords(lookup))
        const known = new Set(recorded.messages.map((message) => `${String(message.type)} ${message.name}`))
        recorded.messages.push(
          ...lookup.proof.filter((message) => !known.has(`${String(message.type)} ${message.name}`)),
        )
      }
      const offline = new CapturedWorld(recorded)
      const words = capturedNames.map(([name, type]) =>
        inWords({ verdict: offline.judge(name, type), proof: [], queries: 0 }),
      )
      expect(words).toEqual(online)
      if (process.env.RECORD_DNS_CAPTURES === '1') {
        mkdirSync(new URL('.', capturesFile), { recursive: true })
        writeFileSync(capturesFile, `${JSON.stringify(recorded, null, 1)}\n`)
      }
    } finally {
      lookups.close()
      await world.stop()
    }
  })
})
