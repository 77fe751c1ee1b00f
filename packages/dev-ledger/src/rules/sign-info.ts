import type { SignInfo } from '../proto/did-types.js'
import { keyUrlRule } from './did-url.js'
import { check, each, fields, required, type Rule } from './validation.js'

/** No verification method twice: asked for when a DID is created. */
export const uniqueByMethod: Rule<readonly SignInfo[]> = (infos) =>
  new Set(infos.map((info) => info.verificationMethodId)).size === infos.length
    ? undefined
    : 'there are sign info records with the same ID'

/** No verification method twice with the same signature: asked for everywhere else. */
export const uniqueByMethodAndSignature: Rule<readonly SignInfo[]> = (infos) => {
  const keys = infos.map((info) => `${info.verificationMethodId}:${Buffer.from(info.signature).toString('hex')}`)
  return new Set(keys).size === infos.length ? undefined : 'there are full sign info duplicates'
}

/** A list of signatures (x/did/types/tx_sign_info.go). */
export function signInfosRule(unique: Rule<readonly SignInfo[]>, namespace?: string): Rule<readonly SignInfo[]> {
  return (infos) =>
    check(
      infos,
      unique,
      each((info: SignInfo) =>
        fields({
          verification_method_id: check(info.verificationMethodId, required, keyUrlRule(namespace)),
          signature: required(info.signature),
        }),
      ),
    )
}
