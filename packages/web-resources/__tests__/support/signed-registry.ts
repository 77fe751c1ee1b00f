import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { JsonObject, ResourceMetadata } from '@trustchains/core'
import { indexFile, indexSigningInput, resourcesFolder, webLocation, type ResourceIndex } from '../../src/index.js'

/** A did:web DID with a key, an index that it has signed, and the files that a server shows of it. */
export interface SignedRegistry {
  did: string
  document: JsonObject
  index: ResourceIndex
  token: string
  /** Each resource, and its content. */
  resources: { didUrl: string; entry: ResourceMetadata; content: Buffer }[]
  /** By their paths at the server. */
  files: Map<string, Buffer>
  /** Signs something as the DID does, an index or not. */
  signed: (payload: object, header?: object) => string
}

/** Makes a registry with some resources, the last two of them versions of one name. */
export function signedRegistry(did: string, now = Date.now()): SignedRegistry {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const kid = `${did}#key-1`
  const { kty, crv, x } = publicKey.export({ format: 'jwk' })
  const method = { id: kid, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { kty, crv, x } as JsonObject }
  const document: JsonObject = { id: did, verificationMethod: [method], assertionMethod: [kid] }
  const resources = ['first', 'second', 'second'].map((name, order) => {
    const content = Buffer.from(JSON.stringify({ name, order, id: randomUUID() }))
    const resourceId = randomUUID()
    const entry: ResourceMetadata = {
      resourceURI: `${did}/resources/${resourceId}`,
      resourceCollectionId: did,
      resourceId,
      resourceName: name,
      resourceType: 'Test',
      mediaType: 'application/json',
      resourceVersion: String(order),
      created: new Date(now - 60_000 + order).toISOString(),
      checksum: createHash('sha256').update(content).digest('hex'),
      previousVersionId: null,
      nextVersionId: null,
    }
    return { didUrl: entry.resourceURI, entry, content }
  })
  const [, older, newer] = resources
  if (older !== undefined && newer !== undefined) {
    older.entry.nextVersionId = newer.entry.resourceId
    newer.entry.previousVersionId = older.entry.resourceId
  }
  const iat = Math.floor(now / 1000) - 10
  const entries = resources.map(({ entry }) => entry)
  const index: ResourceIndex = { iss: did, iat, exp: iat + 86_400, sequence: 3, resources: entries }
  const signatureOf = (input: string): string => sign(null, Buffer.from(input), privateKey).toString('base64url')
  const signed = (payload: object, header: object = {}): string => {
    const input = [{ alg: 'EdDSA', kid, ...header }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${input}.${signatureOf(input)}`
  }
  const input = indexSigningInput({ alg: 'EdDSA', kid }, index)
  const token = `${input}.${signatureOf(input)}`
  const { path } = webLocation(did)
  const at = (...names: string[]): string => `/${[...path, ...names].join('/')}`
  const files = new Map([
    [at('did.json'), Buffer.from(JSON.stringify(document))],
    [at(resourcesFolder, indexFile), Buffer.from(token)],
    ...resources.map(({ entry, content }) => [at(resourcesFolder, entry.resourceId), content] as const),
  ])
  return { did, document, index, token, resources, files, signed }
}
