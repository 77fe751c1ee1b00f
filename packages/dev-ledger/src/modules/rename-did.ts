import type { DidDoc } from '../proto/did-types.js'
import { replaceDid } from '../rules/did-url.js'

/**
 * Renames a DID in all ids and controllers of a document (x/did/types ReplaceDids). Entries of assertionMethod that
 * hold JSON go through the same splitting and joining as DID URLs, which cuts a text with several `#`: a fault of the
 * chain that an update shows (unverified against the chain).
 */
export function renameDid(doc: DidDoc, from: string, to: string): DidDoc {
  const url = (didUrl: string): string => replaceDid(didUrl, from, to)
  const did = (text: string): string => (text === from ? to : text)
  return {
    ...doc,
    id: did(doc.id),
    controller: doc.controller.map(did),
    verificationMethod: doc.verificationMethod.map((method) => ({
      ...method,
      id: url(method.id),
      controller: did(method.controller),
    })),
    service: doc.service.map((service) => ({ ...service, id: url(service.id) })),
    authentication: doc.authentication.map(url),
    assertionMethod: doc.assertionMethod.map(url),
    capabilityInvocation: doc.capabilityInvocation.map(url),
    capabilityDelegation: doc.capabilityDelegation.map(url),
    keyAgreement: doc.keyAgreement.map(url),
  }
}
