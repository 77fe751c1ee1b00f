import type { DidDoc, DidDocPayload } from '../proto/did-types.js'

/** The document of a payload: the payload without its version id. */
export function payloadToDoc(payload: DidDocPayload): DidDoc {
  return {
    context: payload.context,
    id: payload.id,
    controller: payload.controller,
    verificationMethod: payload.verificationMethod,
    authentication: payload.authentication,
    assertionMethod: payload.assertionMethod,
    capabilityInvocation: payload.capabilityInvocation,
    capabilityDelegation: payload.capabilityDelegation,
    keyAgreement: payload.keyAgreement,
    service: payload.service,
    alsoKnownAs: payload.alsoKnownAs,
  }
}
