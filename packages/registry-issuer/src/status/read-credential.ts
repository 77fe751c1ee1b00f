import { createHash } from 'node:crypto'
import {
  decodeCredential,
  normalizeDid,
  parseDidUrl,
  type ChainCredential,
  type Dereferencer,
  type ResourceMetadata,
} from '@trustchains/core'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readResourceUrl } from '../arguments/read-resource-url.js'
import { defaultLimits } from '../default-limits.js'
import { readResource, readingErrorCode } from '../registry/read-resource.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'

/** A credential that was named or handed over, read but not verified. */
export interface GivenCredential {
  /** What results call it: the DID URL as it was given, its `id`, or its digest. */
  label: string
  credential: ChainCredential
  /** As it was handed over; absent where it was read from the ledger. */
  text?: string
  /** What the ledger says of it, where it was read from there. */
  resource?: ResourceMetadata
}

const errorCodes = { notFound: 'not_found', unreachable: 'unavailable', invalid: 'invalid_argument' } as const

/** How an argument is called in errors and results, before it is read. */
export function labelOf(value: unknown): string {
  if (typeof value === 'string' && value.startsWith('did:')) return value.slice(0, 2048)
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return typeof id === 'string' && id !== '' ? id.slice(0, 2048) : `sha256:${digest(textOf(value) ?? '')}`
}

/**
 * Reads a credential: from the ledger by its DID URL, or as it is handed over.
 *
 * @param path - of the argument
 * @param versionTime - RFC 3339: a DID URL by name means the version of this time
 * @throws TrustRegistryIssuerError `invalid_argument`, `not_found`, `unavailable`
 */
export async function readCredential(
  value: unknown,
  path: string,
  dereferencer: Dereferencer,
  versionTime?: string,
): Promise<GivenCredential> {
  const label = labelOf(value)
  if (typeof value === 'string' && value.startsWith('did:')) {
    const { text, resource } = await readPublished(readResourceUrl(value, path), path, dereferencer, versionTime)
    return { label, credential: decode(text, path), resource }
  }
  const text = textOf(value)
  if (text === undefined) throw invalidArgument(path, 'is no DID URL and no credential (JSON with its proof, or a JWT)')
  if (Buffer.byteLength(text) > defaultLimits.maxResourceBytes) throw invalidArgument(path, 'is too large')
  return { label, credential: decode(text, path), text }
}

async function readPublished(
  didUrl: string,
  path: string,
  dereferencer: Dereferencer,
  versionTime: string | undefined,
): Promise<{ text: string; resource: ResourceMetadata }> {
  const { contentStream, contentMetadata, dereferencingMetadata } = await readResource(dereferencer, didUrl, {
    ...(versionTime !== undefined && { versionTime }),
  })
  const { error, message = 'no reason given' } = dereferencingMetadata
  if (error !== undefined || contentStream === null) {
    const code = errorCodes[readingErrorCode(error ?? 'internalError')]
    throw new TrustRegistryIssuerError(code, `${path} ${didUrl} could not be read: ${message}`)
  }
  const { resourceName, resourceType, resourceId } = contentMetadata
  if ([resourceName, resourceType, resourceId].includes(undefined)) {
    throw new TrustRegistryIssuerError('unavailable', `${path} ${didUrl} was read, but its metadata could not be had`)
  }
  const text = Buffer.from(contentStream).toString('utf8')
  // What a DID publishes is its word on its own credentials only.
  if (decodeCredential(text).credential?.issuer !== normalizeDid(parseDidUrl(didUrl)?.did ?? '')) {
    throw invalidArgument(path, `${didUrl} is no credential of the DID that it is published under`)
  }
  return { text, resource: contentMetadata as ResourceMetadata }
}

function decode(text: string, path: string): ChainCredential {
  const { credential, faults } = decodeCredential(text)
  const [fault] = faults.filter(({ status, code }) => status === 'fail' && code !== 'policy_missing')
  if (credential === undefined || fault !== undefined) {
    throw invalidArgument(path, `is no sound credential: ${fault?.message ?? 'it can not be read'}`)
  }
  return credential
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
