import { parseJsonObject, type JsonObject } from '@trustchains/core'
import { invalidArgument } from './invalid-argument.js'

/** Bytes of an attestation's claims as JSON: far above any credential in use, far below what verifiers refuse. */
const maxClaimsBytes = 512 * 1024

/** Reads a JSON object, as a copy that has nothing in it but what JSON can say. */
export function readJsonObject(value: unknown, path: string, maxBytes: number): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidArgument(path, 'is no JSON object')
  }
  let text: string
  try {
    text = JSON.stringify(value)
  } catch (cause) {
    throw invalidArgument(path, `can't be written as JSON: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
  if (Buffer.byteLength(text) > maxBytes) {
    throw invalidArgument(
      path,
      `has ${String(Buffer.byteLength(text))} bytes as JSON; at most ${String(maxBytes)} are taken`,
    )
  }
  // As a verifier reads it: no `__proto__`, and not nested too deep.
  const parsed = parseJsonObject(text)
  if (!parsed.ok) throw invalidArgument(path, `would be refused by verifiers: ${parsed.reason}`)
  return parsed.value
}

/** Reads the claims of an attestation: an object that is not empty and leaves the subject's `id` to its argument. */
export function readClaims(value: unknown): JsonObject {
  const claims = readJsonObject(value, 'claims', maxClaimsBytes)
  if (Object.hasOwn(claims, 'id'))
    throw invalidArgument('claims.id', 'stands for the subject; give it as the argument subject')
  if (Object.keys(claims).length === 0) throw invalidArgument('claims', 'is empty; an attestation says something')
  return claims
}
