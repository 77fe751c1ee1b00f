import {
  parseJson,
  type DidDocumentEvidence,
  type DnsEvidence,
  type Evidence,
  type ResourceEvidence,
} from '@trustchains/core'
import { isObject, memberOf } from '../collect/read-members.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import { boundEvidence } from './bound-evidence.js'

/** The version of the format that is read. */
const version: Evidence['version'] = 1

/**
 * Reads evidence that was saved or sent: bounded, of a known version, and with every source marked as the bundle's
 * word. Only members of the format are kept, so that nothing else can have an effect. Its shape in detail is core's
 * to check.
 *
 * @param given - the evidence, or its JSON text
 * @param maxTotalBytes - bytes of all resources that the policy allows; all else may be as much again
 * @throws {@link TrustChainVerifierError} with code `invalid_evidence`, naming the place
 */
export function readEvidenceBundle(given: unknown, maxTotalBytes: number): Evidence {
  const maxCharacters = Math.min(2 * maxTotalBytes + 2 ** 20, 2 ** 29)
  const value = typeof given === 'string' ? fromText(given, maxCharacters) : given
  if (!isObject(value)) throw refused('evidence must be an object, or the text of one')
  const found = memberOf(value, 'version')
  if (found !== version) throw refused(`evidence.version is ${describe(found)}; this verifier reads version 1`)
  boundEvidence(value, maxCharacters)
  // A cast is enough: core checks the shape before it reads anything, and what it names is thrown on.
  const { at, leaf, resources, schemas, statusLists, didDocuments, dns, limitsHit } = value as Evidence
  return {
    version,
    at,
    leaf,
    resources: marked(resources, 'resources'),
    schemas: marked(schemas, 'schemas'),
    statusLists: marked(statusLists, 'statusLists'),
    didDocuments: marked(didDocuments, 'didDocuments'),
    ...(dns !== undefined && { dns: marked(dns, 'dns') }),
    limitsHit,
  }
}

function fromText(text: string, maxCharacters: number): unknown {
  if (text.length > maxCharacters) throw refused(`evidence has more than ${String(maxCharacters)} characters`)
  const parsed = parseJson(text)
  if (!parsed.ok) throw refused(`evidence can't be read: ${parsed.reason}`)
  return parsed.value
}

/** Where it says that something came from is not known here: whoever made the bundle may have written it. */
function marked<T extends DidDocumentEvidence | ResourceEvidence | DnsEvidence>(items: T[], name: string): T[] {
  if (!Array.isArray(items)) throw refused(`evidence.${name} is no array`)
  return items.map((item) => {
    const source: unknown = memberOf(item, 'source')
    return typeof source === 'string' && !isMarked(source) ? { ...item, source: `bundle: ${source}` } : item
  })
}

const isMarked = (source: string): boolean => source === 'bundle' || source.startsWith('bundle: ')

const describe = (value: unknown): string =>
  value === undefined ? 'missing' : typeof value === 'number' || typeof value === 'string' ? quote(value) : 'no number'

const quote = (value: number | string): string => JSON.stringify(typeof value === 'string' ? value.slice(0, 32) : value)

const refused = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_evidence', message)
