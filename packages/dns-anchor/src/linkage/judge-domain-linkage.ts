import {
  isLoopbackAddress,
  isPublicAddress,
  normalizeDid,
  type DomainLinkageCredential,
  type DomainLinkageReport,
  type JsonValue,
} from '@trustchains/core'
import type { LookUp } from '../anchors/domain-lookups.js'
import type { DocumentAnswer } from '../anchors/judge-domain.js'
import { withDeadline } from '../transport/with-deadline.js'
import { findAddresses } from './find-addresses.js'
import { judgeLinkageJwt, type LinkageExpectation } from './judge-linkage-jwt.js'
import { readDidConfiguration } from './read-did-configuration.js'
import { readWebsite } from './website.js'

/** How websites are asked, with defaults filled in. */
export interface DomainLinkageSettings {
  readonly ca: string | undefined
  readonly allowLoopback: boolean
  readonly port: number
}

/** Of a DID configuration, bytes: room for 64 credentials of 4 KB. */
const maxBytes = 262_144

/** How long a website may take, milliseconds: what DNS says is not to wait for it longer. */
const maxMs = 5000

/** What is asked for. */
export interface LinkageRequest {
  /** Normalised. */
  did: string
  /** As `readDomain` gives it. */
  domain: string
  /** Milliseconds since 1970. */
  at: number
  answer: DocumentAnswer
}

/**
 * Asks a domain's website whether it links the DID (DIF Well Known DID Configuration).
 *
 * @param lookUp - finds the website's address
 * @returns never rejects
 */
export async function judgeDomainLinkage(
  { did, domain, at, answer }: LinkageRequest,
  settings: DomainLinkageSettings,
  lookUp: LookUp,
  signal: AbortSignal,
): Promise<DomainLinkageReport> {
  const { port, ca, allowLoopback } = settings
  const origin = `https://${domain}${port === 443 ? '' : `:${String(port)}`}`
  const notLinked = (code: DomainLinkageReport['code'], message: string): DomainLinkageReport => {
    return { origin, linked: false, code, message: message.slice(0, 512), credentials: [] }
  }
  const addresses = await findAddresses(domain, lookUp)
  if (typeof addresses === 'string') return notLinked('web_unreachable', addresses)
  const isAllowed = (address: string): boolean =>
    isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address))
  // One that leads inside is enough: nobody tells which would be taken.
  if (!addresses.every(({ address }) => isAllowed(address))) {
    return notLinked('web_forbidden', 'the domain leads to an address that is not one of the public Internet')
  }
  const website = { host: domain, port, addresses, ca }
  const read = await withDeadline(maxMs, signal, (deadline) => {
    return readWebsite(website, '/.well-known/did-configuration.json', maxBytes, deadline)
  })
  if ('code' in read) return notLinked(read.code, read.message)
  const entries = readDidConfiguration(read.content)
  if (typeof entries === 'string') return notLinked('web_malformed', `it is no DID configuration: ${entries}`)
  return reportOf(entries, { did, origin, at, answer })
}

function reportOf(entries: readonly JsonValue[], expected: LinkageExpectation): DomainLinkageReport {
  const credentials = entries
    .map((entry, index) => judgeEntry(entry, index, expected))
    .filter((credential) => credential !== undefined)
  const linked = credentials.some(({ code }) => code === 'ok')
  const { origin } = expected
  if (linked) return { origin, linked, code: 'ok', message: `${origin} links the DID`, credentials }
  const message =
    credentials.length === 0
      ? `${origin} links ${String(entries.length)} DID(s), not this one`
      : `no credential of ${origin} links the DID`
  return { origin, linked, code: 'web_not_linked', message, credentials }
}

/** @returns undefined for one of another DID */
function judgeEntry(
  entry: JsonValue,
  index: number,
  expected: LinkageExpectation,
): DomainLinkageCredential | undefined {
  if (typeof entry !== 'string') {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      return { index, code: 'linkage_malformed', message: 'it is neither a JWT nor a JSON-LD credential' }
    }
    const { issuer } = entry
    if (typeof issuer === 'string' && normalizeDid(issuer) !== expected.did) return undefined
    return {
      index,
      code: 'linkage_json_ld',
      message: 'its Linked Data proof is not verified here: publish it as a JWT',
    }
  }
  const verdict = judgeLinkageJwt(entry, expected)
  switch (verdict.code) {
    case 'other':
      return undefined
    case 'ok':
      return { index, code: 'ok', message: 'it links the DID', expiresAt: verdict.expiresAt }
    default:
      return { index, code: verdict.code, message: verdict.message.slice(0, 512) }
  }
}
