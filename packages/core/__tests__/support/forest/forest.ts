/** A scope of an accreditation: a schema of the forest, types, and places. */
export interface PlannedEntry {
  /** The schema's name; absent: the entry names none. */
  schema?: string
  types: string[]
  /** `limitJurisdiction` */
  places?: string[]
}

/** What its issuer says of any credential. */
export interface PlannedCredential {
  /** An actor's name, as `subject` and `signer`. */
  issuer: string
  subject: string
  /** Whose key makes the signature; `kid` names the issuer's all the same. */
  signer: string
  /** Whether the header names its key. */
  kid: boolean
  /** RFC 3339, whole seconds. */
  from: string
  until?: string
  status?: 'good' | 'revoked' | 'suspended' | 'unreachable'
}

/** A way up: which node is the parent, which the root, and whether they are named rather than pinned. */
export interface PlannedWay {
  parent: number
  root: number
  named: boolean
}

/** A newer version of an accreditation, under its name and type. */
export interface PlannedRenewal extends Pick<PlannedCredential, 'until' | 'status' | 'signer' | 'subject'> {
  published: string
  entries: PlannedEntry[]
}

/** A root authorization or an accreditation. */
export interface PlannedNode extends PlannedCredential {
  kind: 'root' | 'accredit' | 'attest'
  /** Not for a root. */
  way?: PlannedWay
  /** Under whose DID it is published. */
  host: string
  published: string
  /** Whether the ledger's checksum is that of the content. */
  intact: boolean
  entries: PlannedEntry[]
  maxPathLength?: number
  /** Of a root. */
  framework?: string
  renewal?: PlannedRenewal
}

/** An attestation. */
export interface PlannedLeaf extends PlannedCredential {
  types: string[]
  schema?: string
  /** Claims: what the schemas ask for. */
  claims: string[]
  ways: PlannedWay[]
}

/** What the relying party asks. */
export interface PlannedPolicy {
  anchors?: { actor: string; root?: number; framework?: string }[]
  maxPathLength?: number
  place?: string
  status?: 'if-present' | 'required' | 'off'
  expiry?: 'if-present' | 'required'
  frameworks?: string[]
  superseded?: 'recheck' | 'accept' | 'refuse'
  schema?: 'off' | 'if-present' | 'required'
  dialect?: 'lenient' | 'strict'
}

/** Accreditations that hang together, right or wrong, and a credential that is to be judged. */
export interface Forest {
  nodes: PlannedNode[]
  /** A number: that node is itself shown as the leaf. */
  leaf: PlannedLeaf | number
  /** Actors whose DID is deactivated, and since when. */
  deactivated: Record<string, string>
  policy: PlannedPolicy
  at: string
}

/** Everybody there is. */
export const actors = ['ada', 'bob', 'cyd', 'dan', 'eve'] as const

/** The schemas there are, and the claim that each asks for. */
export const schemas: Readonly<Record<string, string>> = { Degree: 'degree', Licence: 'licence' }

/** The types that say something of the domain. */
export const domainTypes = ['Bachelor', 'Master', 'Doctor'] as const

/** The types of accreditations. */
export const ownTypes = {
  root: 'VerifiableAuthorizationForTrustChain',
  accredit: 'VerifiableAccreditationToAccredit',
  attest: 'VerifiableAccreditationToAttest',
} as const
