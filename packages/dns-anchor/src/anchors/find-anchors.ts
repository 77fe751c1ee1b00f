import type { DnsAnchorFormat, DnsAnchorRecord } from '@trustchains/core'
import type { LookupVerdict } from '../dnssec/validate-lookup.js'
import { DomainName } from '../wire/domain-name.js'
import { WireReader } from '../wire/wire-reader.js'
import type { DomainLookups } from './domain-lookups.js'
import { readDid } from './read-did.js'
import { readTxt, readUri } from './read-rdata.js'

/** Records of one name that are read. */
const maxRecords = 64

/** Pointers followed one after the other, and names visited in all (TRAIN has no limit of its own). */
const maxDepth = 4
const maxVisited = 16

/** All that are looked for. */
export const anchorFormats: readonly DnsAnchorFormat[] = ['txt', 'uri', 'train']

/**
 * Finds the DIDs that a domain names: `_did` TXT and URI, and TRAIN's pointers.
 *
 * @param domain - as `readDomain` gives it
 */
export async function findAnchors(
  domain: string,
  lookups: DomainLookups,
  formats = anchorFormats,
): Promise<DnsAnchorRecord[]> {
  const did = `_did.${domain}`
  const [txt, uri, train] = await Promise.all([
    formats.includes('txt') ? lookups.lookUp(did, 'TXT') : undefined,
    formats.includes('uri') ? lookups.lookUp(did, 'URI') : undefined,
    formats.includes('train')
      ? followPointers(DomainName.parse(`_scheme._trust.${domain}`) as DomainName, lookups)
      : [],
  ])
  return [
    ...anchorsIn(txt, readTxt).map((anchor) => ({ ...anchor, format: 'txt' as const, name: `${did}.` })),
    ...anchorsIn(uri, readUri).map((anchor) => ({ ...anchor, format: 'uri' as const, name: `${did}.` })),
    ...train,
  ]
}

/** Text that is no DID is somebody else's: other uses of `_did` exist. */
function anchorsIn(
  verdict: LookupVerdict | undefined,
  read: (rdata: Buffer) => string | undefined,
): Pick<DnsAnchorRecord, 'did' | 'security'>[] {
  if (verdict === undefined) return []
  const { security, rdatas } = verdict
  if (security !== 'secure' && security !== 'insecure') return []
  const dids = rdatas
    .slice(0, maxRecords)
    .map(read)
    .map((text) => (text === undefined ? undefined : readDid(text)))
    .filter((did) => did !== undefined)
  return [...new Set(dids)].map((did) => ({ did, security }))
}

/** TRAIN: pointers from the domain to schemes, and the URI of each scheme. One insecure step makes the rest so. */
async function followPointers(start: DomainName, lookups: DomainLookups): Promise<DnsAnchorRecord[]> {
  const visited = new Set([start.text])
  const found: DnsAnchorRecord[] = []
  let level: { name: DomainName; secure: boolean }[] = [{ name: start, secure: true }]
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const next: typeof level = []
    for (const { name, secure } of level) {
      const { security, rdatas } = await lookups.lookUp(name, 'PTR')
      if (security !== 'secure' && security !== 'insecure') continue
      for (const rdata of rdatas) {
        const target = new WireReader(rdata).name(false)
        if (visited.has(target.text) || visited.size >= maxVisited || !isScheme(target)) continue
        visited.add(target.text)
        next.push({ name: target, secure: secure && security === 'secure' })
      }
    }
    for (const { name, secure } of next) {
      for (const { did, security } of anchorsIn(await lookups.lookUp(name, 'URI'), readUri)) {
        found.push({ did, format: 'train', name: name.text, security: secure ? security : 'insecure' })
      }
    }
    level = next
  }
  return found
}

/** The only names that TRAIN's pointers lead to. */
const isScheme = (name: DomainName): boolean => name.text.startsWith('_scheme._trust.')
