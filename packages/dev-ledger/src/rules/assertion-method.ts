import type { DidDoc } from '../proto/did-types.js'
import { didRule } from './did.js'
import { keyUrlRule, prefixRule } from './did-url.js'
import { unquote } from './unquote.js'
import { check, fields, required, type Rule } from './validation.js'

const notEither =
  'assertionMethod should be a valid DIDUrl or an Escaped JSON string with id, type and controller values'

/**
 * An entry of assertionMethod (x/did/types/validate.go IsAssertionMethod): the id of a verification method of the same
 * document, or a quoted JSON text with a key of its own that is not a verification method already.
 */
export function assertionMethodRule(doc: DidDoc, namespace?: string): Rule<string> {
  return (entry) => {
    const json = unquote(entry)
    if (json !== undefined) return inlineMethod(json, doc, namespace)
    const error = reference(entry, doc, namespace)
    if (error !== undefined) return error
    return doc.verificationMethod.some((method) => method.id === entry)
      ? undefined
      : "assertionMethod should be a valid key reference within the DID document's verification method"
  }
}

function reference(entry: string, doc: DidDoc, namespace?: string): string | undefined {
  return check(entry, keyUrlRule(namespace), prefixRule(doc.id)) === undefined ? undefined : notEither
}

function inlineMethod(json: string, doc: DidDoc, namespace?: string): ReturnType<Rule<string>> {
  const value = parseObject(json)
  if (value === undefined) return 'input should be a valid JSON string'
  for (const [key, member] of Object.entries(value))
    if (key !== 'metadata' && !['string', 'number', 'boolean'].includes(typeof member))
      return `field ${key} is not protobuf-supported`
  const texts = ['id', 'type', 'controller', 'publicKeyBase58', 'publicKeyMultibase', 'publicKeyJwk']
  if (texts.some((name) => value[name] !== undefined && typeof value[name] !== 'string')) return notEither
  const text = (name: string): string => (typeof value[name] === 'string' ? value[name] : '')
  const same = doc.verificationMethod.some(
    (method) =>
      method.id === text('id') &&
      method.verificationMethodType === text('type') &&
      method.controller === text('controller') &&
      [value.publicKeyJwk, value.publicKeyBase58, value.publicKeyMultibase].includes(method.verificationMaterial),
  )
  if (same) return 'assertionMethod should be a unique inline key fragment definition'
  return fields({
    // The id need not name a verification method here, but may itself be quoted JSON once more on the chain; that
    // nesting has no use and is refused by the reference rule.
    id: check(text('id'), required, (id: string) => reference(id, doc, namespace)),
    controller: check(text('controller'), required, didRule(namespace)),
  })
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
