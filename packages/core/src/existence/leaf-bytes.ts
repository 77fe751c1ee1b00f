import { parseJsonObject } from '../decode/parse-json.js'
import { canonicalJson } from '../data-integrity/canonical-json.js'
import type { ChainCredential } from '../types/credential.js'

/**
 * The bytes of which a hash proves that a credential existed: its compact JWS, its text as it was handed over (with and
 * without white space around it), and for JSON its canonical form (RFC 8785). Each holds the issuer's signature: a hash
 * of the credential without it would prove nothing of when it was signed.
 *
 * @param text - the credential's text
 */
export function leafBytes({ jws }: Pick<ChainCredential, 'jws'>, text: string): Buffer[] {
  const forms = new Set([text, text.trim()])
  if (jws !== undefined) forms.add(jws.token)
  const parsed = parseJsonObject(text.trim())
  const canonical = parsed.ok ? canonicalJson(parsed.value) : undefined
  if (canonical !== undefined) forms.add(canonical)
  return [...forms].map((form) => Buffer.from(form))
}
