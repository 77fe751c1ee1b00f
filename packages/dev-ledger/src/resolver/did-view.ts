import type { DidDoc, DidMetadata, Service, VerificationMethod } from '../proto/did-types.js'
import { exactTime, wholeSeconds, type ResourceView } from './resource-view.js'

/** A verification method as the resolver shows it. */
export interface VerificationMethodView {
  '@context'?: string[]
  id?: string
  type?: string
  controller?: string
  publicKeyJwk?: unknown
  publicKeyMultibase?: string
  publicKeyBase58?: string
}

/** A service as the resolver shows it; one endpoint alone is a text, not a list. */
export interface ServiceView {
  '@context'?: string[]
  id?: string
  type?: string
  serviceEndpoint?: string | string[]
  recipientKeys?: string[]
  routingKeys?: string[]
  accept?: string[]
  priority?: number
}

/** A DID document as the resolver shows it. */
export interface DidDocView {
  '@context'?: string[]
  id?: string
  controller?: string[]
  verificationMethod?: VerificationMethodView[]
  authentication?: string[]
  assertionMethod?: unknown[]
  capabilityInvocation?: string[]
  capabilityDelegation?: string[]
  /** The real resolver's name for capabilityDelegation. */
  capability_delegation?: string[]
  keyAgreement?: string[]
  service?: ServiceView[]
  alsoKnownAs?: string[]
}

/** didDocumentMetadata. */
export interface DidMetadataView {
  created?: string
  updated?: string
  deactivated?: true
  versionId?: string
  nextVersionId?: string
  previousVersionId?: string
  linkedResourceMetadata?: readonly ResourceView[]
  /** Time of the update, if there was one; see {@link exactTime}. */
  [exactTime]?: number
}

const didContext = 'https://www.w3.org/ns/did/v1'
const linkedDomainsContext = 'https://identity.foundation/.well-known/did-configuration/v1'
const suiteContexts: Readonly<Record<string, string>> = {
  Ed25519VerificationKey2020: 'https://w3id.org/security/suites/ed25519-2020/v1',
  Ed25519VerificationKey2018: 'https://w3id.org/security/suites/ed25519-2018/v1',
  JsonWebKey2020: 'https://w3id.org/security/suites/jws-2020/v1',
}

/**
 * Builds the view of a document. The context that the ledger stores is not shown: the resolver makes one of its own.
 * @param withContext - whether the representation has a context at all.
 * @param camelCase - show capabilityDelegation under its right name instead of the real resolver's.
 */
export function didDocView(doc: DidDoc, withContext: boolean, camelCase: boolean): DidDocView {
  const contexts = new Set([didContext])
  if (doc.service.some((service) => service.serviceType === 'LinkedDomains')) contexts.add(linkedDomainsContext)
  for (const { verificationMethodType: type } of doc.verificationMethod)
    if (Object.hasOwn(suiteContexts, type)) contexts.add(suiteContexts[type] ?? '')
  return {
    '@context': withContext ? [...contexts] : undefined,
    id: some(doc.id),
    controller: some(doc.controller),
    verificationMethod: some(doc.verificationMethod.map(verificationMethodView)),
    authentication: some(doc.authentication),
    assertionMethod: some(doc.assertionMethod.map(assertionMethodView)),
    capabilityInvocation: some(doc.capabilityInvocation),
    [camelCase ? 'capabilityDelegation' : 'capability_delegation']: some(doc.capabilityDelegation),
    keyAgreement: some(doc.keyAgreement),
    service: some(doc.service.map(serviceView)),
    alsoKnownAs: some(doc.alsoKnownAs),
  }
}

/** Builds the view of a version's metadata. */
export function didMetadataView(metadata: DidMetadata, resources: readonly ResourceView[]): DidMetadataView {
  return {
    created: wholeSeconds(metadata.created),
    updated: metadata.updated === undefined ? undefined : wholeSeconds(metadata.updated),
    deactivated: metadata.deactivated ? true : undefined,
    versionId: some(metadata.versionId),
    nextVersionId: some(metadata.nextVersionId),
    previousVersionId: some(metadata.previousVersionId),
    linkedResourceMetadata: some(resources),
    [exactTime]: metadata.updated?.getTime(),
  }
}

/** Puts the context of DID documents into a part of one. */
export function withDidContext<T extends VerificationMethodView | ServiceView>(part: T): T {
  return { '@context': [didContext], ...part }
}

function verificationMethodView(method: VerificationMethod): VerificationMethodView {
  const { verificationMethodType: type, verificationMaterial: material } = method
  return {
    id: some(method.id),
    type: some(type),
    controller: some(method.controller),
    publicKeyJwk: type === 'JsonWebKey2020' ? (JSON.parse(material) as unknown) : undefined,
    publicKeyMultibase: type === 'Ed25519VerificationKey2020' ? some(material) : undefined,
    publicKeyBase58: type === 'Ed25519VerificationKey2018' ? some(material) : undefined,
  }
}

function serviceView(service: Service): ServiceView {
  const [endpoint] = service.serviceEndpoint
  return {
    id: some(service.id),
    type: some(service.serviceType),
    serviceEndpoint: service.serviceEndpoint.length === 1 ? endpoint : some(service.serviceEndpoint),
    recipientKeys: some(service.recipientKeys),
    routingKeys: some(service.routingKeys),
    accept: some(service.accept),
    priority: service.priority === 0 ? undefined : service.priority,
  }
}

/** A reference stays a text; a quoted JSON text is shown as the verification method in it; anything else as null. */
function assertionMethodView(entry: string): unknown {
  if (entry.startsWith('did:cheqd')) return entry
  try {
    const value = JSON.parse(JSON.parse(entry) as string) as Record<string, unknown>
    const names = ['id', 'type', 'controller', 'publicKeyJwk', 'publicKeyMultibase', 'publicKeyBase58']
    return Object.fromEntries(names.filter((name) => value[name] !== undefined).map((name) => [name, value[name]]))
  } catch {
    return null
  }
}

function some<T extends string | readonly unknown[]>(value: T): T | undefined {
  return value.length === 0 ? undefined : value
}
