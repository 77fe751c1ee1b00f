import type { VerificationMethod } from '../proto/did-types.js'
import { didRule } from './did.js'
import { keyUrlRule, prefixRule } from './did-url.js'
import { check, fields, required, type Rule } from './validation.js'
import { verificationMaterialRule, verificationMethodTypes } from './verification-material.js'

/** One verification method of the document of `did` (x/did/types/diddoc_verification_method.go Validate). */
export function verificationMethodRule(did: string, namespace?: string): Rule<VerificationMethod> {
  return (method) =>
    fields({
      id: check(method.id, required, keyUrlRule(namespace), prefixRule(did)),
      controller: check(method.controller, required, didRule(namespace)),
      type: check(method.verificationMethodType, required, (type: string) =>
        verificationMethodTypes.includes(type) ? undefined : 'must be a valid value',
      ),
      verification_material: verificationMaterialRule(method.verificationMethodType)(method.verificationMaterial),
    })
}

/** No id twice. */
export const uniqueMethods: Rule<readonly VerificationMethod[]> = (methods) =>
  new Set(methods.map((method) => method.id)).size === methods.length
    ? undefined
    : 'there are verification method duplicates'
