import { createHash } from 'node:crypto'
import { importVerificationMethod, type JsonObject } from '@trustchains/core'
import type { DidDocumentObject } from '../types/IDnsAnchor.js'
import type { Tlsa } from './read-rdata.js'

/** Verification methods that are read. */
const maxMethods = 64

/** As draft-carter-high-assurance-dids-with-dns section 3.2 bounds it. */
export const maxTlsaRecords = 255

/**
 * Finds a verification method whose public key stands in TLSA records (usage 3, selector 1: the key itself or its hash,
 * RFC 6698 section 2.1). Certificates (selector 0) are passed over: DID documents have keys.
 *
 * @returns its id, or undefined where there is none
 */
export function matchKeys(document: DidDocumentObject, records: readonly Tlsa[]): string | undefined {
  const keys = records.filter(({ usage, selector }) => usage === 3 && selector === 1)
  const methods: unknown[] = Array.isArray(document.verificationMethod) ? document.verificationMethod : []
  for (const method of methods.slice(0, maxMethods)) {
    const spki = spkiOf(method)
    if (spki !== undefined && keys.some((record) => matches(record, spki))) {
      const { id } = method as { id?: unknown }
      return typeof id === 'string' ? id.slice(0, 512) : ''
    }
  }
  return undefined
}

function spkiOf(method: unknown): Buffer | undefined {
  if (typeof method !== 'object' || method === null || Array.isArray(method)) return undefined
  const imported = importVerificationMethod(method as JsonObject)
  return imported.ok ? imported.key.key.export({ type: 'spki', format: 'der' }) : undefined
}

function matches({ matchingType, data }: Tlsa, spki: Buffer): boolean {
  if (matchingType === 0) return data.equals(spki)
  const hash = { 1: 'sha256', 2: 'sha512' }[matchingType]
  return hash !== undefined && createHash(hash).update(spki).digest().equals(data)
}
