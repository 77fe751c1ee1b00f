import { normalizeDid } from '../did-url.js'
import type { DecodedJws } from '../decode/decode-jws.js'
import type { ImportedKey } from '../keys/imported-key.js'
import { keyTypeFor } from '../keys/key-type-for.js'
import { verifySignature } from '../keys/verify-signature.js'
import { parseTime } from '../parse-time.js'
import type { ChainCredential } from '../types/credential.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import type { SignatureAlgorithm } from '../types/policy.js'
import type { CheckContext } from './check-context.js'
import { checkDidState } from './check-did-state.js'
import { fail, pass, skipped, type Finding } from './finding.js'
import { keysOf, type DocumentKey } from './keys-of.js'

/** The four findings about who signed a credential; they come from one look at it. */
export interface Authentication {
  algorithm: Finding
  signature: Finding
  keyPurpose: Finding
  didState: Finding
}

/** What an issuer signed: a credential of the path, or a status list. */
export interface Signed {
  credential: Pick<ChainCredential, 'jws' | 'issuer'>
}

/**
 * Finds out who signed a credential: its issuer's DID document as it was at the time that counts, a key of it that
 * fits the algorithm, and whether that key may be used so (RFC 5280 section 6.1.3 (a)(1) and 4.2.1.3 for DIDs).
 */
export function authenticate(context: CheckContext, { credential }: Signed): Authentication {
  const { jws, issuer } = credential
  const { finding: didState, document } = checkDidState(context, issuer)
  if (jws === undefined) {
    const draft = skipped('not_applicable', 'the credential is a draft that is not signed yet')
    return { algorithm: draft, signature: draft, keyPurpose: draft, didState }
  }
  const notReached = skipped('not_reached', 'there was nothing to look at: see the other checks of this link')
  const { alg } = jws.header
  const allowed = context.policy.algorithms.find((name) => name === alg)
  if (allowed === undefined) {
    const algorithm = fail(
      'algorithm_refused',
      `the policy accepts ${context.policy.algorithms.join(', ') || 'no algorithm'}`,
      {
        alg: typeof alg === 'string' ? alg.slice(0, 32) : null,
      },
    )
    return { algorithm, signature: notReached, keyPurpose: notReached, didState }
  }
  if (document === undefined) {
    return { algorithm: pass(`${allowed} is allowed`), signature: notReached, keyPurpose: notReached, didState }
  }
  return { ...verifyWith(context, jws, allowed, issuer, document), didState }
}

function verifyWith(
  context: CheckContext,
  jws: DecodedJws,
  alg: SignatureAlgorithm,
  issuer: string,
  document: JsonObject,
): Omit<Authentication, 'didState'> {
  const keys = keysOf(document)
  const { kid } = jws.header
  return typeof kid === 'string'
    ? withNamedKey(context, jws, alg, keys, keyId(kid, issuer))
    : withAnyKey(context, jws, alg, keys)
}

/** `kid` may be a DID URL or a bare fragment; one of another DID names no key of this document. */
function keyId(kid: string, issuer: string): string {
  if (kid.startsWith('#')) return `${issuer}${kid}`
  return kid.startsWith('did:') ? normalizeDid(kid) : `${issuer}#${kid}`
}

function withNamedKey(
  context: CheckContext,
  jws: DecodedJws,
  alg: SignatureAlgorithm,
  keys: DocumentKey[],
  id: string,
): Omit<Authentication, 'didState'> {
  const notReached = skipped('not_reached', 'no signature was verified')
  const details = { key: id.slice(0, 512) }
  const named = keys.find((key) => key.id === id)
  if (named === undefined) {
    const signature = fail('key_not_found', "the issuer's DID document has no key of the id in kid", details)
    return { algorithm: pass(`${alg} is allowed`), signature, keyPurpose: notReached }
  }
  const imported = context.memo.keys.import(named.method)
  if (!imported.ok) {
    const signature = fail('key_not_found', `the key that kid names can't be used: ${imported.reason}`, details)
    return { algorithm: pass(`${alg} is allowed`), signature, keyPurpose: notReached }
  }
  if (imported.key.type !== keyTypeFor(alg)) {
    const algorithm = fail(
      'key_type_mismatch',
      `the key that kid names is ${imported.key.type}, which ${alg} does not use`,
      details,
    )
    return { algorithm, signature: notReached, keyPurpose: notReached }
  }
  const algorithm = pass(`${alg} is allowed and fits the key`)
  if (!verifies(context, jws, alg, imported.key)) {
    const signature = fail('signature_invalid', 'the signature does not verify with the key that kid names', details)
    return { algorithm, signature, keyPurpose: notReached }
  }
  return {
    algorithm,
    signature: pass("signed by a key of the issuer's DID document", details),
    keyPurpose: purpose(context, named),
  }
}

/** Keys that are looked at for a signature that names none, whether they fit the algorithm or not: importing costs. */
const maxImports = 256

/** Without `kid`: every key that fits, those with the purpose asked for first, up to the limit (design 03, signature). */
function withAnyKey(
  context: CheckContext,
  jws: DecodedJws,
  alg: SignatureAlgorithm,
  keys: DocumentKey[],
): Omit<Authentication, 'didState'> {
  const notReached = skipped('not_reached', 'no signature was verified')
  const algorithm = pass(`${alg} is allowed`)
  const most = context.policy.limits.maxKeysPerSignature
  const ranked = [...keys.filter((key) => hasPurpose(context, key)), ...keys.filter((key) => !hasPurpose(context, key))]
  let tried = 0
  for (const [index, key] of ranked.entries()) {
    if (index >= maxImports) return { algorithm, signature: tooManyKeys(tried, ranked), keyPurpose: notReached }
    const imported = context.memo.keys.import(key.method)
    if (!imported.ok || imported.key.type !== keyTypeFor(alg)) continue
    if (tried === most) return { algorithm, signature: tooManyKeys(tried, ranked), keyPurpose: notReached }
    tried += 1
    if (!verifies(context, jws, alg, imported.key)) continue
    const signature = pass("signed by a key of the issuer's DID document", { key: key.id })
    return { algorithm, signature, keyPurpose: purpose(context, key) }
  }
  const signature =
    tried === 0
      ? fail('key_not_found', `the issuer's DID document has no key that ${alg} uses`)
      : fail('signature_invalid', `the signature verifies with none of ${String(tried)} keys`)
  return { algorithm, signature, keyPurpose: notReached }
}

const tooManyKeys = (tried: number, { length }: DocumentKey[]): Finding =>
  fail(
    'limit_exceeded',
    `the signature verifies with none of ${String(tried)} keys that were tried of ${String(length)}`,
  )

function verifies(context: CheckContext, jws: DecodedJws, alg: SignatureAlgorithm, key: ImportedKey): boolean {
  return context.memo.signature(jws, `${alg}:${key.fingerprint}`, () =>
    verifySignature(alg, key, jws.signingInput, jws.signature),
  )
}

const hasPurpose = ({ policy }: CheckContext, key: DocumentKey): boolean =>
  key.purposes.some((name) => policy.keyPurposes.some((asked) => asked === name))

function purpose(context: CheckContext, key: DocumentKey): Finding {
  const details = { key: key.id, purposes: key.purposes }
  const ended = (['expires', 'revoked'] as const).find((name) => hasEnded(context, key.method[name]))
  if (ended !== undefined) {
    return fail(
      'key_not_authorized',
      `the DID document says that the key's time ended (${ended}) before the time of evaluation`,
      details,
    )
  }
  return hasPurpose(context, key)
    ? pass('the key may be used to sign credentials', details)
    : fail(
        'key_not_authorized',
        `the key stands in none of ${context.policy.keyPurposes.join(', ') || 'no purpose'}`,
        details,
      )
}

/** Whether an end that a document sets for a key has come (Controlled Identifiers 1.0 section 2.2); one that can't be read has. */
function hasEnded({ at }: CheckContext, end: JsonValue | undefined): boolean {
  if (end === undefined) return false
  const ms = typeof end === 'string' ? parseTime(end) : undefined
  return ms === undefined || ms <= at
}
