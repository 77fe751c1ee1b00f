import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'

/** How much a ledger is given to hold. */
export interface StateSize {
  dids: number
  resourcesPerDid: number
}

/** Kinds of requests that are mixed. */
export type RequestKind = 'DID' | 'resource by id' | 'resource by name and type' | 'resource metadata'

/** Versions of each resource: so many of a DID's resources share a name and a type. */
const versionsEach = 5

/** Ids that are the same in every run. */
function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Content of half a kilobyte: about what a schema or a small credential takes. */
function contentOf(did: string, number: number): Buffer {
  return Buffer.from(JSON.stringify({ did, number, text: 'x'.repeat(400) }))
}

/** Writes a genesis file, piece by piece, since the whole is large. Each DID has one version and one key. */
export function writeState(path: string, { dids, resourcesPerDid }: StateSize): void {
  const file = openSync(path, 'w')
  const created = (number: number): string => new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString()
  writeSync(file, '{"genesisTime":"2026-06-01T00:00:00Z","dids":[')
  for (let index = 0; index < dids; index++) {
    const did = didOf(index)
    const key = `${did}#key-1`
    const document = {
      '@context': ['https://www.w3.org/ns/did/v1'],
      id: did,
      controller: [did],
      verificationMethod: [
        {
          id: key,
          type: 'Ed25519VerificationKey2020',
          controller: did,
          publicKeyMultibase: 'z6MkvrFpBNCoYewiaeBLgjUDvLxUtnK5R6mqh5XPvLsrPsro',
        },
      ],
      authentication: [key],
      assertionMethod: [key],
    }
    const version = { versionId: uuid(`version ${String(index)}`), created: created(0), document }
    writeSync(file, `${index === 0 ? '' : ','}${JSON.stringify({ did, versions: [version] })}`)
  }
  writeSync(file, '],"resources":[')
  for (let index = 0; index < dids; index++) {
    const did = didOf(index)
    const lines = Array.from({ length: resourcesPerDid }, (_, number) => {
      const { resourceName, resourceType } = namesOf(number)
      const metadata = {
        resourceId: resourceId(index, number),
        resourceName,
        resourceType,
        resourceVersion: String(number % versionsEach),
        created: created(1 + number),
        mediaType: 'application/json',
      }
      return JSON.stringify({ did, metadata, content: contentOf(did, number).toString('base64') })
    })
    writeSync(file, `${index === 0 ? '' : ','}${lines.join(',')}`)
  }
  writeSync(file, ']}')
  closeSync(file)
}

/** Path of the request with this number: kinds in turn, spread over DIDs and resources. */
export function requestPath({ dids, resourcesPerDid }: StateSize, number: number): [RequestKind, string] {
  // Spread by a hash over everything there is, so that no request comes twice any time soon.
  const spread = Math.imul(number + 1, 0x9e3779b1) >>> 0
  const index = spread % dids
  const resource = Math.floor(spread / dids) % resourcesPerDid
  const did = `/1.0/identifiers/${didOf(index)}`
  const id = resourceId(index, resource)
  const { resourceName, resourceType } = namesOf(resource)
  switch (number % 4) {
    case 0:
      return ['DID', did]
    case 1:
      return ['resource by id', `${did}/resources/${id}`]
    case 2:
      return ['resource by name and type', `${did}?resourceName=${resourceName}&resourceType=${resourceType}`]
    default:
      return ['resource metadata', `${did}/resources/${id}/metadata`]
  }
}

function didOf(index: number): string {
  return `did:cheqd:testnet:${uuid(`did ${String(index)}`)}`
}

function resourceId(index: number, number: number): string {
  return uuid(`resource ${String(index)} ${String(number)}`)
}

function namesOf(number: number): { resourceName: string; resourceType: string } {
  const kind = Math.floor(number / versionsEach)
  return { resourceName: `name-${String(kind)}`, resourceType: `Type${String(kind % 4)}` }
}
