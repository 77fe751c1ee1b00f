import type { AccreditationKind } from '@trustchains/registry-issuer'
import { scopeOf, type Foundation } from './found-registry.js'
import type { Organisation } from './registry-agent.js'

/** An organisation that holds an accreditation. */
export interface Accredited {
  organisation: Organisation
  /** DID URL of its accreditation, by name: so a renewal reaches all that stands below. */
  accreditation: string
  accreditor: Organisation
}

/** Who accredits whom. */
export interface AccreditationRound {
  kind: AccreditationKind
  accreditor: Organisation
  /** What the accreditor holds. */
  parentAccreditation: string
  subjects: Organisation[]
}

/** Accredits organisations, in one batch; each accreditation can be suspended and revoked. */
export async function accredit(
  { kind, accreditor, parentAccreditation, subjects }: AccreditationRound,
  { schemaId, rootAuthorization }: Foundation,
): Promise<Accredited[]> {
  const { items } = await accreditor.agent.issueAccreditations({
    accreditations: subjects.map(({ did, name }) => ({
      kind,
      issuer: accreditor.did,
      subject: did,
      name,
      accreditedFor: scopeOf(schemaId),
      parentAccreditation,
      rootAuthorization,
      status: [{ purpose: 'revocation' }, { purpose: 'suspension' }],
    })),
  })
  return items.map(({ accreditation, error }, index) => {
    const organisation = subjects[index]
    if (accreditation === undefined || organisation === undefined) {
      throw new Error(`${organisation?.name ?? ''} was not accredited: ${error?.message ?? ''}`)
    }
    return { organisation, accreditation: accreditation.didUrls.latest, accreditor }
  })
}
