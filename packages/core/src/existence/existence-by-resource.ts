import { hash } from 'node:crypto'
import type { LinkSources } from '../chain/read-link.js'
import { hasLedgerTime } from '../chain/ledger-time.js'
import { isWhatWasAsked } from '../checks/is-what-was-asked.js'
import { parseJsonObject } from '../decode/parse-json.js'
import { canonicalJson } from '../data-integrity/canonical-json.js'
import { parseResourceReference } from '../did-url.js'
import type { ReadContent } from '../chain/read-content.js'
import type { JsonValue } from '../types/json.js'
import type { ExistenceOutcome } from './existence-outcome.js'

/** Hashes that one resource may list: an issuer may publish those of a day's credentials at once. */
const maxHashes = 10_000

/**
 * A DID-Linked Resource proves that the leaf existed when the ledger took it, if it is the leaf itself (its JWS, its
 * text, or JSON that is the same) or JSON with a member `sha256`: the lower-case hex of a hash of one of those, or an
 * array of such. Whose DID it stands under does not matter, since it is the ledger that gives the time; but it must be
 * the ledger that the chain trusts anyway, that of the leaf's parent.
 *
 * @param bytes - see `leafBytes`
 * @param ledger - see `ledgerOf`
 */
export function existenceByResource(
  url: string,
  bytes: readonly Buffer[],
  ledger: string,
  { index, memo, policy }: LinkSources,
): ExistenceOutcome {
  const reference = parseResourceReference(url)
  if (reference === undefined) return refused('it is no DID URL of one DID-Linked Resource')
  if (ledgerOf(reference.did) !== ledger) return refused(`it is not on the ledger of the leaf's parent (${ledger})`)
  if (!hasLedgerTime(reference.did)) return refused('it is on no ledger, so nobody but its publisher says when it came')
  const { item, why } = index.resource(reference)
  if (item?.content === undefined || item.metadata === undefined) {
    return refused(why === undefined ? 'it could not be read' : `it ${why}`)
  }
  const { metadata } = item
  const content = memo.content(item.content)
  if (content.size > policy.limits.maxResourceBytes) return refused('it has more than maxResourceBytes')
  if (!isWhatWasAsked(reference, metadata)) return refused('the answer is another resource')
  if (metadata.checksum.toLowerCase() !== content.sha256) return refused("its sha-256 is not the ledger's checksum")
  const time = index.timeOf(metadata.created)
  if (time === -Infinity) return refused('its time of publication is no RFC 3339 time')
  const proven = content.provenHashes(hashesOf)
  return bytes.some((form) => proven.has(hash('sha256', form, 'hex')))
    ? { time, provenBy: { by: 'resource', source: url } }
    : refused('it holds neither the credential nor its sha-256')
}

/** A DID without its last part: for did:cheqd the method and the network, and so the ledger. */
export const ledgerOf = (did: string): string => did.slice(0, did.lastIndexOf(':'))

/** Hashes of all that a resource is or lists; lower-case hex. */
function hashesOf({ text, sha256 }: ReadContent): ReadonlySet<string> {
  const hashes = new Set([sha256])
  if (text === undefined) return hashes
  const parsed = parseJsonObject(text)
  if (!parsed.ok) return hashes.add(hash('sha256', text.trim(), 'hex'))
  const listed: JsonValue | undefined = parsed.value.sha256
  const items = Array.isArray(listed) ? listed.slice(0, maxHashes) : [listed]
  for (const item of items) if (typeof item === 'string' && hashForm.test(item)) hashes.add(item)
  // The leaf as JSON with other white space or order, or a leaf that was handed over as JWS and published as JSON.
  const canonical = canonicalJson(parsed.value)
  if (canonical !== undefined) hashes.add(hash('sha256', canonical, 'hex'))
  const { proof } = parsed.value
  const jwt = typeof proof === 'object' && proof !== null && 'jwt' in proof ? proof.jwt : undefined
  if (typeof jwt === 'string') hashes.add(hash('sha256', jwt, 'hex'))
  return hashes
}

const hashForm = /^[0-9a-f]{64}$/

const refused = (why: string): ExistenceOutcome => ({ refused: `the resource proves nothing: ${why}` })
