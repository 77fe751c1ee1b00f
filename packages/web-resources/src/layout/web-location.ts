import { normalizeDid, parseDidUrl } from '@trustchains/core'
import { WebResourcesError } from '../web-resources-error.js'

/** Where a did:web DID and its resources stand. */
export interface WebLocation {
  /** The DID, normalised. */
  did: string
  /** `host` or `host:port`, lower case. */
  host: string
  /** Folders below the host's root, none for a DID without a path. */
  path: readonly string[]
  documentUrl: string
  indexUrl: string
  /** @param resourceId - UUID, lower case */
  resourceUrl: (resourceId: string) => string
}

/** The file of the index, and the folder that it stands in with the resources, below the DID's own folder. */
export const resourcesFolder = 'resources'
export const indexFile = 'index.jwt'

/**
 * Works out the URLs of a did:web DID (did:web method specification, Read): `did:web:example.org:registry` stands under
 * `https://example.org/registry/`, its document in `did.json` and its resources in `resources/` there. A DID without path
 * has its document under `/.well-known/`, and its resources under the root.
 *
 * @throws {@link WebResourcesError} `invalid_did`
 */
export function webLocation(text: string): WebLocation {
  const did = normalizeDid(text)
  const { method, id = '' } = parseDidUrl(did)?.did === did ? (parseDidUrl(did) ?? { method: '' }) : { method: '' }
  const [domain = '', ...path] = id.split(':')
  const host = decodeHost(domain)
  if (method !== 'web' || host === undefined || !path.every((part) => segment.test(part))) {
    throw new WebResourcesError('invalid_did', `it is no did:web DID: ${text.slice(0, 256)}`)
  }
  const base = ['https:/', host, ...path].join('/')
  return {
    did,
    host,
    path,
    documentUrl: path.length === 0 ? `${base}/.well-known/did.json` : `${base}/did.json`,
    indexUrl: `${base}/${resourcesFolder}/${indexFile}`,
    resourceUrl: (resourceId) => `${base}/${resourcesFolder}/${resourceId}`,
  }
}

/** A folder's name that means the same in a URL and in a file system, and is neither `.` nor `..`. */
const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/

/** The port is written with an encoded colon. IP addresses are no hosts of did:web, but for tests on this machine. */
function decodeHost(domain: string): string | undefined {
  const [, name, port] = /^([A-Za-z0-9.-]{1,253})(?:%3[Aa]([1-9]\d{0,4}))?$/.exec(domain) ?? []
  const host = name?.toLowerCase()
  if (host === undefined || !hostName.test(host)) return undefined
  return port === undefined || port === '443' ? host : `${host}:${port}`
}
