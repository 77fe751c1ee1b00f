import type { DecodedJws } from '../decode/decode-jws.js'
import type { ImportedKey } from '../keys/imported-key.js'
import { keyTypeFor } from '../keys/key-type-for.js'
import { verifySignature } from '../keys/verify-signature.js'
import { parseTime } from '../parse-time.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import type { SignatureAlgorithm } from '../types/policy.js'
import type { DataIntegrityProof } from '../types/proof.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, skipped, type Finding } from './finding.js'
import type { DocumentKey } from './keys-of.js'

/** One signature, of whatever form of proof. */
export interface SignedBytes {
  /** The decoded proof that it stands in: what was found out about it is remembered by this object. */
  proof: DecodedJws | DataIntegrityProof
  alg: SignatureAlgorithm
  /** What was signed; a string is ASCII. */
  input: string | Uint8Array
  signature: Uint8Array
  /** The DID URL of the key, normalised; absent where any key of the issuer's may have signed. */
  keyId?: string | undefined
  /** The member that names the key, for people. */
  namedIn: 'kid' | 'verificationMethod'
  /** Verification relationships of which the key must stand in one. */
  purposes: readonly string[]
  /** The time that counts: when it was made, as far as that is proven; milliseconds since 1970. */
  at: number
}

/** What a signature says of its algorithm, itself and its key. */
export interface SignatureFindings {
  algorithm: Finding
  signature: Finding
  keyPurpose: Finding
}

/** Verifies a signature with the keys of a DID document: the one that it names, or any that fits. */
export function verifySigned(context: CheckContext, signed: SignedBytes, document: JsonObject): SignatureFindings {
  const { keyId } = signed
  const keys = context.index.keys(document, keyId)
  return keyId === undefined ? withAnyKey(context, signed, keys) : withNamedKey(context, signed, keys, keyId)
}

function withNamedKey(
  context: CheckContext,
  signed: SignedBytes,
  keys: readonly DocumentKey[],
  id: string,
): SignatureFindings {
  const { alg, namedIn } = signed
  const notReached = skipped('not_reached', 'no signature was verified')
  const details = { key: id.slice(0, 512) }
  const named = keys.find((key) => key.id === id)
  if (named === undefined) {
    const signature = fail('key_not_found', `the signer's DID document has no key of the id in ${namedIn}`, details)
    return { algorithm: pass(`${alg} is allowed`), signature, keyPurpose: notReached }
  }
  const imported = context.memo.keys.import(named.method)
  if (!imported.ok) {
    const signature = fail('key_not_found', `the key that ${namedIn} names can't be used: ${imported.reason}`, details)
    return { algorithm: pass(`${alg} is allowed`), signature, keyPurpose: notReached }
  }
  if (imported.key.type !== keyTypeFor(alg)) {
    const algorithm = fail(
      'key_type_mismatch',
      `the key that ${namedIn} names is ${imported.key.type}, which ${alg} does not use`,
      details,
    )
    return { algorithm, signature: notReached, keyPurpose: notReached }
  }
  const algorithm = pass(`${alg} is allowed and fits the key`)
  if (!verifies(context, signed, imported.key)) {
    const message = `the signature does not verify with the key that ${namedIn} names`
    return { algorithm, signature: fail('signature_invalid', message, details), keyPurpose: notReached }
  }
  return {
    algorithm,
    signature: pass("signed by a key of the signer's DID document", details),
    keyPurpose: judgePurpose(named, signed.purposes, signed.at),
  }
}

/** Keys that are looked at for a signature that names none, whether they fit the algorithm or not: importing costs. */
const maxImports = 256

/** Without `kid`: every key that fits, those with the purpose asked for first, up to the limit (docs/rules.md, Keys). */
function withAnyKey(context: CheckContext, signed: SignedBytes, keys: readonly DocumentKey[]): SignatureFindings {
  const { alg, purposes } = signed
  const notReached = skipped('not_reached', 'no signature was verified')
  const algorithm = pass(`${alg} is allowed`)
  const most = context.policy.limits.maxKeysPerSignature
  const ranked = [
    ...keys.filter((key) => hasPurpose(key, purposes)),
    ...keys.filter((key) => !hasPurpose(key, purposes)),
  ]
  let tried = 0
  for (const [index, key] of ranked.entries()) {
    if (index >= maxImports) return { algorithm, signature: tooManyKeys(tried, ranked), keyPurpose: notReached }
    const imported = context.memo.keys.import(key.method)
    if (!imported.ok || imported.key.type !== keyTypeFor(alg)) continue
    if (tried === most) return { algorithm, signature: tooManyKeys(tried, ranked), keyPurpose: notReached }
    tried += 1
    if (!verifies(context, signed, imported.key)) continue
    const signature = pass("signed by a key of the signer's DID document", { key: key.id })
    return { algorithm, signature, keyPurpose: judgePurpose(key, purposes, signed.at) }
  }
  const signature =
    tried === 0
      ? fail('key_not_found', `the signer's DID document has no key that ${alg} uses`)
      : fail('signature_invalid', `the signature verifies with none of ${String(tried)} keys`)
  return { algorithm, signature, keyPurpose: notReached }
}

const tooManyKeys = (tried: number, { length }: readonly DocumentKey[]): Finding =>
  fail(
    'limit_exceeded',
    `the signature verifies with none of ${String(tried)} keys that were tried of ${String(length)}`,
  )

function verifies(context: CheckContext, { proof, alg, input, signature }: SignedBytes, key: ImportedKey): boolean {
  // A fingerprint stands for one key of one type, and a type of key for one algorithm.
  return context.memo.signature(proof, key.fingerprint, () => {
    const bytes = typeof input === 'string' ? Buffer.from(input, 'latin1') : input
    return verifySignature(alg, key, bytes, signature)
  })
}

const hasPurpose = (key: DocumentKey, purposes: readonly string[]): boolean =>
  key.purposes.some((name) => purposes.includes(name))

/** Whether a key may be used so at a time, by the DID document that it stands in. */
export function judgePurpose(key: DocumentKey, purposes: readonly string[], at: number): Finding {
  const details = { key: key.id, purposes: [...key.purposes] }
  const ended = (['expires', 'revoked'] as const).find((name) => hasEnded(key.method[name], at))
  if (ended !== undefined) {
    return fail(
      'key_not_authorized',
      `the DID document says that the key's time ended (${ended}) before the time that counts`,
      details,
    )
  }
  return hasPurpose(key, purposes)
    ? pass('the key may be used to sign credentials', details)
    : fail('key_not_authorized', `the key stands in none of ${purposes.join(', ') || 'no purpose'}`, details)
}

/** Whether an end that a document sets for a key has come (Controlled Identifiers 1.0 section 2.2); one that can't be read has. */
function hasEnded(end: JsonValue | undefined, at: number): boolean {
  if (end === undefined) return false
  const ms = typeof end === 'string' ? parseTime(end) : undefined
  return ms === undefined || ms <= at
}
