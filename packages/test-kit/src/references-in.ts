import { normalizeDid, normalizeDidUrl } from '@trustchains/core'

/** The part of the evidence that a reference belongs to. */
export type EvidencePart = 'resources' | 'schemas' | 'statusLists'

/** What texts refer to. */
export interface References {
  /** Normalised DID URLs, without fragments, each with the parts that want it. */
  urls: Map<string, Set<EvidencePart>>
  /** Normalised DIDs of issuers. */
  issuers: Set<string>
}

// The members whose text, or text within, is a DID URL.
const partOf = new Map<string, EvidencePart>([
  ['parentAccreditation', 'resources'],
  ['rootAuthorization', 'resources'],
  ['rootAuthorisation', 'resources'],
  ['schemaId', 'schemas'],
  ['credentialSchema', 'schemas'],
  ['credentialStatus', 'statusLists'],
  ['status_list', 'statusLists'],
])
const jws = /^[\w-]+\.([\w-]+)\.[\w-]*$/
// Deeper than any credential; hostile JSON may nest without end.
const maxDepth = 32

/** Gathers the references in credentials, whether JWT or JSON, by the names of the members they stand in. */
export function referencesIn(texts: string[]): References {
  const references: References = { urls: new Map(), issuers: new Set() }
  texts.forEach((text) => readText(text, references, 0))
  return references
}

function readText(text: string, references: References, depth: number): void {
  const payload = jws.exec(text)?.[1]
  const json = payload === undefined ? text : Buffer.from(payload, 'base64url').toString()
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // A text that is neither refers to nothing.
    return
  }
  readValue(value, references, undefined, depth)
}

function readValue(value: unknown, references: References, part: EvidencePart | undefined, depth: number): void {
  if (depth > maxDepth) return
  if (typeof value === 'string') {
    if (part !== undefined) addUrl(value, part, references)
    else if (jws.test(value)) readText(value, references, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (name === 'issuer' || name === 'iss') addIssuer(member, references)
      readValue(member, references, partOf.get(name) ?? part, depth + 1)
    }
  }
}

function addUrl(text: string, part: EvidencePart, { urls }: References): void {
  const url = normalizeDidUrl(text.replace(/#.*$/s, ''))
  if (url !== undefined) urls.set(url, (urls.get(url) ?? new Set()).add(part))
}

function addIssuer(issuer: unknown, { issuers }: References): void {
  const did = typeof issuer === 'object' && issuer !== null && 'id' in issuer ? issuer.id : issuer
  if (typeof did === 'string') issuers.add(normalizeDid(did))
}
