import type { TrustPolicy } from '@trustchains/core'
import type { DevLedger } from '@trustchains/dev-ledger'
import { accredit } from './accredit.js'
import { attest, type Licence } from './attest.js'
import { createOrganisations } from './create-organisation.js'
import { foundRegistry, inYears } from './found-registry.js'
import type { RegistryAgent } from './registry-agent.js'

/** How large a registry is run. */
export interface RegistrySize {
  taos: number
  issuers: number
  attestations: number
}

/** What came of it: numbers that can be checked against each other. */
export interface RegistryFigures extends RegistrySize {
  /** Attestations revoked by their issuers. */
  revokedAttestations: number
  /** Verdicts of all attestations when all is well, and after the revocations. */
  before: Record<string, number>
  after: Record<string, number>
  /** After: the codes that kept attestations from being trusted, each with the links at which it was found. */
  reasons: Record<string, number>
  /** Of the whole tree below the root, by the ledger: all entries, and those with each status. */
  listed: number
  listedByStatus: Record<string, number>
  /** Accreditations that end within a year and a day, before and after one is renewed for three years. */
  expiringBefore: number
  expiringAfter: number
  /** Accreditations that the renewed one has below it, none of which lost its trust. */
  belowRenewed: number
}

/** Says what is being done. */
export type Tell = (what: string) => void

/** Runs a national registry from its foundation to its first year's revocations and renewals. */
export async function runRegistry(size: RegistrySize, ledger: DevLedger, tell: Tell): Promise<RegistryFigures> {
  const names = ['Trades Authority', ...numbered('TAO', size.taos), ...numbered('Issuer', size.issuers)]
  const [authority, ...others] = await createOrganisations(names, ledger)
  if (authority === undefined) throw new Error('there is no root authority')
  tell(`${String(names.length)} organisations have DIDs`)

  const foundation = await foundRegistry(authority)
  const { rootAuthorization } = foundation
  const taos = await accredit(
    {
      kind: 'accredit',
      accreditor: authority,
      parentAccreditation: rootAuthorization,
      subjects: others.slice(0, size.taos),
    },
    foundation,
  )
  const issuers = (
    await Promise.all(
      taos.map(({ organisation, accreditation }, index) =>
        accredit(
          {
            kind: 'attest',
            accreditor: organisation,
            parentAccreditation: accreditation,
            subjects: others.slice(size.taos).filter((_, place) => place % size.taos === index),
          },
          foundation,
        ),
      ),
    )
  ).flat()
  tell(`${String(taos.length)} TAOs and ${String(issuers.length)} issuers are accredited`)

  const licences = (
    await inTurns(
      issuers,
      (issuer, place) =>
        attest(
          issuer,
          range(size.attestations).filter((number) => number % issuers.length === place),
          foundation,
        ),
      // All agents and the ledger share this process, and signing is its work.
      2,
    )
  ).flat()
  tell(`${String(licences.length)} attestations are issued`)

  const policy: TrustPolicy = { anchors: [{ did: authority.did, rootAuthorization }], status: 'required' }
  const before = await verifyAll(authority.agent, licences, policy)
  tell(`verified: ${JSON.stringify(before.verdicts)}`)

  // Of each issuer the first licence is revoked; the second issuer is suspended, the third revoked, with all it issued.
  const revoked = issuers.flatMap((issuer) => licences.find((licence) => licence.issuer === issuer) ?? [])
  await inTurns(issuers, async ({ organisation }, place) => {
    const credential = revoked[place]?.credential
    if (credential !== undefined) await organisation.agent.revokeAccreditation({ credentials: [credential] })
  })
  const [, second, third] = issuers
  if (second === undefined || third === undefined) throw new Error('a registry has at least three issuers')
  await second.accreditor.agent.suspendAccreditation({ credentials: [second.accreditation] })
  await third.accreditor.agent.revokeAccreditation({ credentials: [third.accreditation] })
  tell(`${String(revoked.length)} attestations and an issuer are revoked, another is suspended`)
  const after = await verifyAll(authority.agent, licences, policy)
  tell(`verified again: ${JSON.stringify(after.verdicts)}`)

  const tree = { did: authority.did, tree: true, pageSize: 1000 }
  const listed = await authority.agent.listAccreditations({ ...tree, withStatus: true })
  const expiring = async (): Promise<number> =>
    (await authority.agent.listAccreditations({ ...tree, expiresWithin: 'P366D' })).total
  const expiringBefore = await expiring()
  const [first] = taos
  if (first === undefined) throw new Error('a registry has at least one TAO')
  const renewed = await authority.agent.renewAccreditation({ didUrl: first.accreditation, validUntil: inYears(3) })
  tell(`${first.organisation.name} is renewed until ${String(renewed.credential.expirationDate)}`)
  return {
    ...size,
    revokedAttestations: revoked.length,
    before: before.verdicts,
    after: after.verdicts,
    reasons: after.reasons,
    listed: listed.total,
    listedByStatus: countBy(listed.entries, ({ status }) => status ?? 'unread'),
    expiringBefore,
    expiringAfter: await expiring(),
    belowRenewed: renewed.impact.below,
  }
}

async function verifyAll(
  agent: RegistryAgent,
  licences: Licence[],
  policy: TrustPolicy,
): Promise<{ verdicts: Record<string, number>; reasons: Record<string, number> }> {
  const items = licences.map(({ credential }) => ({ credential: JSON.stringify(credential) }))
  const { results } = await agent.verifyTrustChains({ items, policy, fresh: true })
  const reports = results.flatMap(({ report }) => report ?? [])
  return {
    verdicts: countBy(reports, ({ verdict }) => verdict),
    reasons: countBy(
      reports.flatMap(({ reasons }) => reasons),
      ({ code, link }) => `${code} at link ${String(link)}`,
    ),
  }
}

function countBy<T>(items: T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of items.map(key).sort()) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** Some at a time: each has an account and a DID of its own. */
async function inTurns<T, R>(items: T[], run: (item: T, place: number) => Promise<R>, atOnce = 8): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(
      ...(await Promise.all(items.slice(start, start + atOnce).map((item, offset) => run(item, start + offset)))),
    )
  }
  return results
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

const numbered = (name: string, count: number): string[] => range(count).map((index) => `${name} ${String(index + 1)}`)
