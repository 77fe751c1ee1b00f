import type { TrustPolicy } from '@trustchains/core'
import { writeFile } from 'node:fs/promises'
import { createParty, type PartyAgent } from './create-party.js'
import type { DemoLedger } from './ledger.js'
import { startNameServer, type DemoDns } from './name-server.js'
import { printHeading, printStep } from './print.js'
import { ministryDomain, outFolder } from './settings.js'
import { missingPrograms } from './sign-zones.js'

/**
 * The ministry's DID is anchored in the DNS of its domain, and an employer who knows nothing but that domain verifies the
 * diploma. Where BIND is not installed, it is said that this is left out.
 *
 * @param did - the ministry's
 */
export async function anchorInDns(
  ministry: PartyAgent,
  did: string,
  diploma: string,
  ledger: DemoLedger,
): Promise<void> {
  printHeading('The ministry anchors its DID in DNS')
  const missing = missingPrograms()
  if (missing.length > 0) {
    console.log(`Skipped: it needs ${missing.join(', ')} (Debian: apt-get install bind9 bind9-utils)`)
    return
  }
  const { zoneFile } = await ministry.getDnsAnchorRecords({
    did,
    domain: ministryDomain,
    formats: ['txt', 'uri', 'tlsa'],
  })
  const records = zoneFile.trim().split('\n')
  printStep(`It adds its DID and its key to the zone of ${ministryDomain}`, records.join('\n    '))
  let dns: DemoDns
  try {
    dns = await startNameServer(ministryDomain, records)
  } catch (error) {
    console.log(`Skipped: ${error instanceof Error ? error.message : 'BIND failed'}`)
    return
  }
  try {
    printStep('BIND signs the zone, up to a private root of DNS, and serves it on this machine', dns.resolver)
    await verifyByDomain(diploma, ledger, dns)
  } finally {
    await dns.close()
  }
}

async function verifyByDomain(diploma: string, ledger: DemoLedger, dns: DemoDns): Promise<void> {
  const { resolver, trustAnchors } = dns
  const employer = await createParty('employer-abroad', ledger, { resolvers: [resolver], trustAnchors })
  const policy: TrustPolicy = { anchors: [{ domain: ministryDomain }], dns: 'high' }
  try {
    const asked = { credential: diploma, policy, includeEvidence: true }
    const { evidence, ...report } = await employer.agent.verifyTrustChain(asked)
    printStep(`An employer abroad, who knows the domain ${ministryDomain} and no DID, verifies the diploma`)
    const { text } = await employer.agent.explainTrustChain({ report })
    console.log(text.slice(0, text.indexOf('\n\n')).replaceAll(/^/gm, '    '))
    if (!report.verified || evidence === undefined) throw new Error('the diploma should have been trusted')
    const file = 'evidence-by-domain.json'
    await writeFile(`${outFolder}/${file}`, JSON.stringify(evidence, null, 2))
    await dns.close()
    const again = await employer.agent.verifyTrustChainEvidence({ evidence, policy })
    if (!again.verified) throw new Error('the saved evidence should have been trusted')
    printStep(
      'The name server is gone; the signed answers in the evidence still prove it',
      `examples/quickstart/out/${file}`,
    )
  } finally {
    await employer.close()
  }
}
