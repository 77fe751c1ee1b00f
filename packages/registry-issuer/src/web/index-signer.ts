import { decodeJws, normalizeDid, type JsonObject } from '@trustchains/core'
import { indexSigningInput, readIndex, type ResourceIndex } from '@trustchains/web-resources'
import { isJsonObject } from '../is-json-object.js'
import { findIdentifier } from '../signing/find-identifier.js'
import { selectSigningKey, type SigningKey } from '../signing/select-signing-key.js'
import { signWithKey } from '../signing/sign-with-key.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/** Signs indexes of one DID, and reads those that it signed. */
export class IndexSigner {
  private constructor(
    readonly did: string,
    private readonly document: JsonObject,
    private readonly key: SigningKey,
    private readonly context: TrustRegistryIssuerContext,
  ) {}

  /**
   * Finds the key: one that the agent holds and the DID document lists for assertions, since readers take no other.
   *
   * @throws TrustRegistryIssuerError `invalid_argument`, `invalid_setup`, `unavailable`
   */
  static async of(did: string, context: TrustRegistryIssuerContext): Promise<IndexSigner> {
    const { didDocument } = await context.agent.resolveDid({ didUrl: did, options: {} })
    if (!isJsonObject(didDocument)) {
      throw new TrustRegistryIssuerError('unavailable', `the DID document of ${did} could not be had; try again`)
    }
    const document: JsonObject = didDocument
    const forAssertions: JsonObject = { ...document, authentication: [] }
    const key = selectSigningKey(await findIdentifier(did, context), forAssertions, {})
    return new IndexSigner(normalizeDid(did), document, key, context)
  }

  async sign(index: ResourceIndex): Promise<string> {
    const { alg, kid } = this.key
    const token = await signWithKey(indexSigningInput({ alg, kid }, index), this.key, this.context)
    // What readers would refuse is not published.
    this.read(token)
    return token
  }

  /**
   * Reads an index that stands in the folder. One that has expired is about to be renewed, so it is read as of its own time.
   *
   * @throws WebResourcesError `invalid_index` where no key of the DID document signed it: somebody has changed the file, or
   *   the key was taken out of the document before the index was signed anew
   */
  read(token: string): ResourceIndex {
    const decoded = decodeJws(token)
    const iat = decoded.ok && typeof decoded.jws.payload.iat === 'number' ? decoded.jws.payload.iat * 1000 : Date.now()
    return readIndex(token, this.did, this.document, Math.min(iat, Date.now()))
  }
}
