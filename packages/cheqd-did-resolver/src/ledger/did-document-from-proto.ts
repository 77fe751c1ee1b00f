import type { JsonObject, JsonValue } from '@trustchains/core'
import { isJsonObject } from '../http/is-json-object.js'
import { parseBoundedJson } from '../http/parse-bounded-json.js'
import type {
  LedgerDidDocument,
  LedgerDidMetadata,
  LedgerService,
  LedgerVerificationMethod,
} from '../types/ledger-messages.js'
import { formatLedgerTime } from './format-ledger-time.js'

const keyContexts = new Map([
  ['Ed25519VerificationKey2020', 'https://w3id.org/security/suites/ed25519-2020/v1'],
  ['Ed25519VerificationKey2018', 'https://w3id.org/security/suites/ed25519-2018/v1'],
  ['JsonWebKey2020', 'https://w3id.org/security/suites/jws-2020/v1'],
])
const methodMembers = ['id', 'type', 'controller', 'publicKeyJwk', 'publicKeyMultibase', 'publicKeyBase58']

/** Leaves out what is empty, as the resolver does. */
function compact(members: Record<string, JsonValue | undefined>): JsonObject {
  const kept = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept) as JsonObject
}

/**
 * A DID document as the ledger stores it, in the JSON-LD form in which a did:cheqd resolver shows it: contexts by the kinds of
 * keys and services (those stored are not shown), keys by their type, embedded assertion methods unpacked.
 *
 * @throws SyntaxError or RangeError where a JSON Web Key is broken
 */
export function didDocumentFromProto(document: LedgerDidDocument): JsonObject {
  const contexts = new Set(['https://www.w3.org/ns/did/v1'])
  if (document.service.some(({ serviceType }) => serviceType === 'LinkedDomains')) {
    contexts.add('https://identity.foundation/.well-known/did-configuration/v1')
  }
  for (const { verificationMethodType } of document.verificationMethod) {
    const context = keyContexts.get(verificationMethodType)
    if (context !== undefined) contexts.add(context)
  }
  return compact({
    '@context': [...contexts],
    id: document.id,
    controller: document.controller,
    verificationMethod: document.verificationMethod.map(verificationMethodFromProto),
    authentication: document.authentication,
    assertionMethod: document.assertionMethod.flatMap(assertionMethodFromProto),
    capabilityInvocation: document.capabilityInvocation,
    capabilityDelegation: document.capabilityDelegation,
    keyAgreement: document.keyAgreement,
    service: document.service.map(serviceFromProto),
    alsoKnownAs: document.alsoKnownAs,
  })
}

function verificationMethodFromProto(method: LedgerVerificationMethod): JsonObject {
  const { id, verificationMethodType: type, controller, verificationMaterial: material } = method
  return compact({
    id,
    type,
    controller,
    publicKeyMultibase: type === 'Ed25519VerificationKey2020' ? material : undefined,
    publicKeyBase58: type === 'Ed25519VerificationKey2018' ? material : undefined,
    publicKeyJwk: type === 'JsonWebKey2020' ? parseBoundedJson(material) : undefined,
  })
}

// A reference, or a whole verification method as JSON inside a JSON string. The ledger checks it; what can't be read grants nothing.
function assertionMethodFromProto(text: string): JsonValue[] {
  if (text.startsWith('did:cheqd')) return [text]
  try {
    const inner = parseBoundedJson(text)
    const method = typeof inner === 'string' ? parseBoundedJson(inner) : undefined
    if (!isJsonObject(method)) return []
    return [compact(Object.fromEntries(methodMembers.map((member) => [member, method[member]])))]
  } catch {
    return []
  }
}

function serviceFromProto(service: LedgerService): JsonObject {
  const { id, serviceType: type, serviceEndpoint, recipientKeys, routingKeys, accept, priority } = service
  const endpoint = serviceEndpoint.length === 1 ? serviceEndpoint[0] : serviceEndpoint
  return compact({ id, type, serviceEndpoint: endpoint, recipientKeys, routingKeys, accept, priority })
}

/** A version's metadata as the ledger stores it, in the form in which a resolver shows it. */
export function didMetadataFromProto(metadata: LedgerDidMetadata): JsonObject {
  return compact({
    created: formatLedgerTime(metadata.created),
    updated: formatLedgerTime(metadata.updated),
    deactivated: metadata.deactivated ? true : undefined,
    versionId: metadata.versionId,
    nextVersionId: metadata.nextVersionId,
    previousVersionId: metadata.previousVersionId,
  })
}
