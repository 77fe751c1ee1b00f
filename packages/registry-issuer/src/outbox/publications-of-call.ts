import type { SigningKey } from '../signing/select-signing-key.js'
import type { JsonObject } from '@trustchains/core'
import type { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { PublicationPorts } from '../publishing/publication-ports.js'
import type { OutboxStore } from '../types/outbox-store.js'
import type { PublicationEstimate } from '../types/results.js'
import type { ResourceFrame } from './publication-record.js'

/** What the outbox works with. */
export interface OutboxPorts extends PublicationPorts {
  store: OutboxStore
}

/** A publication that has passed all checks but that of its name. */
export interface PlannedPublication {
  resource: ResourceFrame
  /** DID whose accreditation the name stands for; absent where a name is nobody's, as with schemas. */
  subject?: string
  estimate: PublicationEstimate
  /** Of the method and arguments of this one. */
  fingerprint: string
  /** Makes what is to be published, when all checks have passed; called once. */
  content: () => Promise<PlannedContent>
}

/** A credential to sign, or bytes as they are. */
export type PlannedContent = { toSign: { draft: JsonObject; key: SigningKey } } | { data: Uint8Array }

/** A call that publishes: one resource, or many under one DID. */
export interface PublishingCall {
  /** DID that publishes. */
  issuer: string
  fingerprint: string
  idempotencyKey?: string
  /** Makes all checks that come before signing. Not called where an earlier call with the same key has done so. */
  plan: () => Promise<(PlannedPublication | TrustRegistryIssuerError)[]>
}

/** What only callers of this process can give. */
export interface CallHooks {
  /** What is not on its way when it fires is not sent any more; it stays in the outbox. */
  signal?: AbortSignal
  /** Hears of each item when it is done, published or not. */
  onSettled?: (index: number) => void
}
