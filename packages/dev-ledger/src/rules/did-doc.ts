import type { DidDoc } from '../proto/did-types.js'
import { assertionMethodRule } from './assertion-method.js'
import { didRule } from './did.js'
import { keyUrlRule, prefixRule } from './did-url.js'
import { serviceRule, uniqueServices } from './service.js'
import { check, each, fields, required, uniqueStrings, type FieldErrors } from './validation.js'
import { uniqueMethods, verificationMethodRule } from './verification-method.js'

/**
 * A DID document (x/did/types/diddoc_diddoc.go Validate). `context` is not judged, `authentication` is not required and
 * its keys need not exist, and alsoKnownAs is held against a pattern that matches every text.
 */
export function validateDidDoc(doc: DidDoc, namespace?: string): FieldErrors | undefined {
  const relationship = (keys: readonly string[]) =>
    check(keys, uniqueStrings, each(keyUrlRule(namespace), prefixRule(doc.id)))
  return fields({
    id: check(doc.id, required, didRule(namespace)),
    controller: check(doc.controller, uniqueStrings, each(didRule(namespace))),
    verification_method: check(doc.verificationMethod, uniqueMethods, each(verificationMethodRule(doc.id, namespace))),
    authentication: relationship(doc.authentication),
    assertion_method: check(doc.assertionMethod, uniqueStrings, each(assertionMethodRule(doc, namespace))),
    capability_invocation: relationship(doc.capabilityInvocation),
    capability_delegation: relationship(doc.capabilityDelegation),
    key_agreement: relationship(doc.keyAgreement),
    service: check(doc.service, uniqueServices, each(serviceRule(doc.id, namespace))),
    also_known_as: check(doc.alsoKnownAs, uniqueStrings),
  })
}
