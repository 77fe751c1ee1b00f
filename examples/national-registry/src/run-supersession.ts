import type { TrustAnchor } from '@trustchains/core'
import type { DevLedger } from '@trustchains/dev-ledger'
import { accredit } from './accredit.js'
import { attest } from './attest.js'
import { createOrganisation } from './create-organisation.js'
import { foundRegistry } from './found-registry.js'
import type { Tell } from './run-registry.js'

/** What relying parties that accept the old root, both or the new one make of attestations of both. */
export interface SupersessionFigures {
  /** In the transition, while the old root stands. */
  transition: Record<'old root' | 'both roots' | 'new root', { before: string; since: string }>
  /** Once the old root authorization is revoked. */
  end: Record<'old root' | 'both roots' | 'new root', { before: string; since: string; reissued: string }>
}

/**
 * A registry's root authority changes its DID: docs/operating.md, "The root changes its DID", step by step. A chain ends
 * at the one root that every link of it names, so nothing can lead from the old root to the new: the chains below the new
 * root are issued beside the old ones, under other names, and relying parties accept both roots until all are.
 */
export async function runSupersession(ledger: DevLedger, tell: Tell): Promise<SupersessionFigures> {
  const [old, tao, issuer] = await Promise.all(
    ['Trades Authority', 'TAO 1', 'Issuer 1'].map((name) => createOrganisation(name, ledger)),
  )
  if (old === undefined || tao === undefined || issuer === undefined) throw new Error('an organisation is missing')
  const foundation = await foundRegistry(old)
  const chain = async (root: typeof old, under: typeof foundation, suffix: string) => {
    const named = (organisation: typeof tao) => ({ ...organisation, name: `${organisation.name}${suffix}` })
    const [above] = await accredit(
      { kind: 'accredit', accreditor: root, parentAccreditation: under.rootAuthorization, subjects: [named(tao)] },
      under,
    )
    if (above === undefined) throw new Error('the TAO was not accredited')
    const [held] = await accredit(
      { kind: 'attest', accreditor: tao, parentAccreditation: above.accreditation, subjects: [named(issuer)] },
      under,
    )
    if (held === undefined) throw new Error('the issuer was not accredited')
    return held
  }
  const heldBefore = await chain(old, foundation, '')
  const [before] = await attest(heldBefore, [1], foundation)
  tell('a registry stands, and has issued an attestation')

  const successor = await createOrganisation('Trades Authority', ledger)
  const renewedFoundation = await foundRegistry(successor)
  tell('1. the authority has a new DID, with a root authorization of the same scope')

  const heldSince = await chain(successor, renewedFoundation, ' (2)')
  tell('2. everybody is accredited below it, from the top down, under new names; the old accreditations stay')

  const [since] = await attest(heldSince, [2], renewedFoundation)
  tell('3. issuers name the new accreditation and the new root in what they issue')
  if (before === undefined || since === undefined) throw new Error('an attestation is missing')

  const anchors: Record<keyof SupersessionFigures['end'], TrustAnchor[]> = {
    'old root': [{ did: old.did, rootAuthorization: foundation.rootAuthorization }],
    'both roots': [{ did: old.did }, { did: successor.did }],
    'new root': [{ did: successor.did, rootAuthorization: renewedFoundation.rootAuthorization }],
  }
  const verdictsOf = async <T extends string>(
    licences: Record<T, { credential: object }>,
  ): Promise<Record<keyof typeof anchors, Record<T, string>>> => {
    const verdicts: Record<string, Record<string, string>> = {}
    for (const [who, accepted] of Object.entries(anchors)) {
      verdicts[who] = {}
      for (const [name, { credential }] of Object.entries<{ credential: object }>(licences)) {
        const args = { credential: JSON.stringify(credential), policy: { anchors: accepted }, fresh: true }
        verdicts[who][name] = (await successor.agent.verifyTrustChain(args)).verdict
      }
    }
    return verdicts
  }
  const transition = await verdictsOf({ before, since })
  tell('4. relying parties accept both roots')

  const [reissued] = await attest(heldSince, [1], renewedFoundation)
  if (reissued === undefined) throw new Error('an attestation is missing')
  tell('5. what still holds of what was issued before is issued anew')

  await old.agent.revokeAccreditation({ credentials: [foundation.rootAuthorization] })
  tell('6. the old root authorization is revoked, and relying parties accept the new root alone')
  return { transition, end: await verdictsOf({ before, since, reissued }) }
}
