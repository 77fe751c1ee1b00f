import { parseTime, type DnsAnchorFormat, type DnsProofMessage } from '@trustchains/core'
import { anchorFormats } from './anchors/find-anchors.js'
import { readDid } from './anchors/read-did.js'
import { DnsAnchorError } from './dns-anchor-error.js'
import { proofLimits } from './resolve/recorded-answers.js'
import type { DidDocumentObject } from './types/IDnsAnchor.js'

/** Refuses arguments with names that are not known: a misspelt one would ask for less than was meant. */
export function refuseUnknown(args: object, names: readonly string[]): void {
  if (typeof args !== 'object' || args === null) throw invalid('the arguments must be an object')
  const unknown = Object.keys(args).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw invalid(`${JSON.stringify(unknown.slice(0, 64))} is not known; known are ${names.join(', ')}`)
}

/** @throws DnsAnchorError code `invalid_argument` */
export function requireDid(text: string): string {
  const did = typeof text === 'string' ? readDid(text) : undefined
  if (did === undefined) throw invalid('did must be a DID, as did:cheqd:mainnet:…, without path, query or fragment')
  return did
}

/** @throws DnsAnchorError code `invalid_argument` */
export function requireTime(at: string | undefined, now: number): number {
  if (at === undefined) return now
  const time = typeof at === 'string' ? parseTime(at) : undefined
  if (time === undefined) throw invalid('at must be an RFC 3339 time, as 2026-06-01T12:00:00Z')
  return time
}

/** @throws DnsAnchorError code `invalid_argument` */
export function requireBoolean(name: string, value: boolean | undefined): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') throw invalid(`${name} must be true or false`)
  return value
}

/** @throws DnsAnchorError code `invalid_argument` */
export function requireDocument(document: DidDocumentObject | undefined): DidDocumentObject | undefined {
  if (document === undefined) return undefined
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw invalid('didDocument must be the JSON of a DID document; leave it out to have the DID resolved')
  }
  return document
}

/** @throws DnsAnchorError code `invalid_argument` */
export function requireFormats(formats: DnsAnchorFormat[] | undefined): readonly DnsAnchorFormat[] | undefined {
  if (formats === undefined) return undefined
  if (!Array.isArray(formats) || formats.length === 0 || formats.some((format) => !anchorFormats.includes(format))) {
    throw invalid(`formats is a list of ${anchorFormats.join(', ')}`)
  }
  return formats
}

/** @throws DnsAnchorError code `invalid_argument` */
export function requireProof(proof: DnsProofMessage[] | undefined): DnsProofMessage[] | undefined {
  if (proof === undefined) return undefined
  if (!Array.isArray(proof) || !(proof as unknown[]).every(isMessage)) {
    throw invalid('proof must be the list of answers of an earlier report')
  }
  const characters = proof.reduce((sum, { message }) => sum + message.length, 0)
  if (proof.length > proofLimits.messages || characters > proofLimits.characters) {
    throw invalid(`proof has at most ${proofLimits.messages} answers and ${proofLimits.characters} characters`)
  }
  return proof
}

function isMessage(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false
  const { name, type, readAt, message } = item as Record<string, unknown>
  return (
    typeof name === 'string' && typeof type === 'number' && typeof readAt === 'string' && typeof message === 'string'
  )
}

/** An error with code `invalid_argument`. */
export function invalid(message: string): DnsAnchorError {
  return new DnsAnchorError('invalid_argument', message)
}
