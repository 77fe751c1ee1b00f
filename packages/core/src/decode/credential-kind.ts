import type { CredentialKind } from '../types/credential.js'

/** The credential types of a trust chain, by kind, as this suite writes them (docs/rules.md, Roles). */
export const chainTypes = {
  root: 'VerifiableAuthorizationForTrustChain',
  accredit: 'VerifiableAccreditationToAccredit',
  attest: 'VerifiableAccreditationToAttest',
} as const satisfies Partial<Record<CredentialKind, string>>

/** The spelling of the root's type before July 2025, a dialect. */
export const britishRootType = 'VerifiableAuthorisationForTrustChain'

/** Types that say nothing about what a credential attests (docs/rules.md, Scope). */
export const genericTypes: ReadonlySet<string> = new Set(['VerifiableCredential', 'VerifiableAttestation'])

const kindByType: ReadonlyMap<string, 'root' | 'accredit' | 'attest'> = new Map([
  [chainTypes.root, 'root'],
  [britishRootType, 'root'],
  [chainTypes.accredit, 'accredit'],
  [chainTypes.attest, 'attest'],
])

/** The kind that a type of a trust chain stands for; undefined for any other type. */
export function kindOfType(type: string): 'root' | 'accredit' | 'attest' | undefined {
  return kindByType.get(type)
}

/** EBSI's name for what all accreditations have in common; never the type of a domain credential. */
export const accreditationTypes: ReadonlySet<string> = new Set([...kindByType.keys(), 'VerifiableAccreditation'])
