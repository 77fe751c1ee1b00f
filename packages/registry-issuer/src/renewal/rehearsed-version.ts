import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import {
  formatResourceReference,
  type DidDocumentEvidence,
  type Evidence,
  type JsonObject,
  type ResourceEvidence,
  type ResourceMetadata,
} from '@trustchains/core'
import { jwtPayload } from '../signing/signed-stand-in.js'
import type { PreviousAccreditation } from './read-previous.js'

/**
 * A version as it will be, for verifiers in this process only: signed by a key that is made for it and forgotten, and
 * put into evidence together with that key. So the verifier's own rules say what the renewal does to what stands
 * below, before the issuer's key signs anything. It is never sent anywhere.
 */
export class RehearsedVersion {
  readonly #keyId: string
  readonly #jwk: JsonObject
  readonly #content: string
  readonly #metadata: ResourceMetadata
  readonly #url: string

  /** @param now - milliseconds since the epoch */
  constructor(
    private readonly previous: PreviousAccreditation,
    draft: JsonObject,
    now: number,
  ) {
    const { did, entry } = previous
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const { x } = publicKey.export({ format: 'jwk' })
    this.#keyId = `${did}#rehearsal-${randomUUID()}`
    this.#jwk = { kty: 'OKP', crv: 'Ed25519', x: x ?? '' }
    // Its own status is a fresh entry of a list that is not written yet: nobody has revoked it.
    const { credentialStatus: _fresh, proof: _empty, ...unsigned } = draft
    const input = [{ alg: 'EdDSA', typ: 'JWT', kid: this.#keyId }, jwtPayload(unsigned)]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const jwt = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`
    const content = Buffer.from(JSON.stringify({ ...unsigned, proof: { type: 'JwtProof2020', jwt } }))
    this.#content = content.toString('base64')
    const resourceId = randomUUID()
    const { resourceName, resourceType } = entry.resource
    this.#metadata = {
      ...entry.resource,
      resourceId,
      resourceURI: `${did}/resources/${resourceId}`,
      created: new Date(now).toISOString(),
      checksum: createHash('sha256').update(content).digest('hex'),
      previousVersionId: entry.resource.resourceId,
      nextVersionId: null,
    }
    this.#url = formatResourceReference({ form: 'named', did, resourceName, resourceType })
  }

  /** The evidence as it would have been collected, had this version been published. */
  in(evidence: Evidence): Evidence {
    const resource: ResourceEvidence = {
      url: this.#url,
      source: 'rehearsal',
      readAt: evidence.at,
      asOf: evidence.at,
      content: this.#content,
      metadata: this.#metadata,
    }
    return {
      ...evidence,
      resources: [...evidence.resources.filter(({ url }) => url !== this.#url), resource],
      didDocuments: evidence.didDocuments.map((item) =>
        item.did === this.previous.did && item.document !== undefined ? this.#withKey(item, item.document) : item,
      ),
    }
  }

  #withKey(item: DidDocumentEvidence, document: JsonObject): DidDocumentEvidence {
    const { did } = this.previous
    const method = { id: this.#keyId, type: 'JsonWebKey2020', controller: did, publicKeyJwk: this.#jwk }
    const { assertionMethod } = document
    return {
      ...item,
      document: { ...document, assertionMethod: [...(Array.isArray(assertionMethod) ? assertionMethod : []), method] },
    }
  }
}
