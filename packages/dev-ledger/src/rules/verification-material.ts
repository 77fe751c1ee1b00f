import { base58 } from '@scure/base'
import { ed25519PointRule } from './ed25519-point.js'
import { jwkRule } from './jwk.js'
import { check, required, type Rule } from './validation.js'

/** Longest key text that is decoded: base58 decoding is quadratic, and no Ed25519 key comes near this. */
const maxKeyText = 1024

const otherBases: Readonly<Record<string, string>> = {
  f: 'base16',
  F: 'base16upper',
  b: 'base32',
  m: 'base64',
  u: 'base64url',
}

/** Decodes a multibase text in base58btc; a string is the chain's message. */
export function decodeMultibaseKey(text: string): Uint8Array | string {
  const base = text.slice(0, 1)
  if (base === '') return 'cannot decode multibase for zero length string'
  const other = otherBases[base]
  if (other !== undefined)
    return `invalid encoding for Ed25519VerificationKey2020. expected: base58btc actual: ${other}`
  if (base !== 'z') return 'selected encoding not supported'
  return decodeBase58(text.slice(1))
}

/** Decodes base58; a string is the chain's message. */
export function decodeBase58(text: string): Uint8Array | string {
  if (text === '') return 'zero length string'
  if (text.length > maxKeyText) return 'ed25519: bad public key length: over 700'
  try {
    return base58.decode(text)
  } catch {
    const bad = [...text].findIndex((character) => !/[1-9A-HJ-NP-Za-km-z]/.test(character))
    return `invalid base58 digit ('${[...text][bad] ?? ''}')`
  }
}

const multibase2020: Rule<string> = (text) => {
  const bytes = decodeMultibaseKey(text)
  if (typeof bytes === 'string') return bytes
  const [first = 0, second = 0] = bytes
  // The chain means "or" and says "and": one right byte of two passes (x/did/utils/encoding.go:58).
  if (first !== 0xed && second !== 0x01)
    return `invalid two-byte prefix for Ed25519VerificationKey2020. expected: 0xed01 actual: 0x${Buffer.from([first, second]).toString('hex')}`
  return ed25519PointRule(bytes.subarray(2))
}

const base58of2018: Rule<string> = (text) => {
  const bytes = decodeBase58(text)
  return typeof bytes === 'string' ? bytes : ed25519PointRule(bytes)
}

const rules: Readonly<Record<string, Rule<string>>> = {
  JsonWebKey2020: jwkRule,
  Ed25519VerificationKey2020: multibase2020,
  Ed25519VerificationKey2018: base58of2018,
}

/** The types that a verification method may have. */
export const verificationMethodTypes: readonly string[] = Object.keys(rules)

/** Judges the key of a verification method of the type given; a type that is unknown is judged elsewhere. */
export function verificationMaterialRule(type: string): Rule<string> {
  return (material) => {
    const rule = Object.hasOwn(rules, type) ? rules[type] : undefined
    return rule === undefined ? undefined : check(material, required, rule)
  }
}
