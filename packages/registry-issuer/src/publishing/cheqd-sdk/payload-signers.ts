import { importVerificationMethod, normalizeDid } from '@trustchains/core'
import type { DIDDocument, IIdentifier, IKey } from '@veramo/core-types'
import { isJsonObject } from '../../is-json-object.js'
import { fingerprintOfKey } from '../../signing/agent-key.js'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../../types/ITrustRegistryIssuer.js'

/** A key of the agent that signs what is published under a DID. */
export interface PayloadSigner {
  /** DID URL of the verification method. */
  verificationMethodId: string
  keyRef: string
  algorithm: 'EdDSA' | 'ES256'
}

/**
 * The keys that must sign a resource of a DID: one of each of its controllers, or of itself where it names none, and one
 * of each controller of its verification methods (x/did GetControllersForResource… and signersOf of x/did/keeper).
 *
 * @throws TrustRegistryIssuerError `invalid_setup` where the agent lacks one, `unavailable` where a DID can't be resolved
 */
export async function payloadSigners(did: string, context: TrustRegistryIssuerContext): Promise<PayloadSigner[]> {
  const document = await resolve(did, context)
  const controllers = [document.controller ?? []].flat()
  const methods = document.verificationMethod ?? []
  const owners = [...(controllers.length === 0 ? [did] : controllers), ...methods.map(({ controller }) => controller)]
  const signers: PayloadSigner[] = []
  for (const owner of new Set(owners.map(normalizeDid))) {
    const owned = owner === normalizeDid(did) ? document : await resolve(owner, context)
    signers.push(signerOf(await identifier(owner, did, context), owned))
  }
  return signers
}

async function resolve(did: string, context: TrustRegistryIssuerContext): Promise<DIDDocument> {
  const { didDocument, didResolutionMetadata } = await context.agent.resolveDid({ didUrl: did, options: {} })
  if (didDocument !== null && didResolutionMetadata.error === undefined) return didDocument
  throw new TrustRegistryIssuerError('unavailable', `the DID document of ${did} could not be had; try again`)
}

async function identifier(owner: string, did: string, context: TrustRegistryIssuerContext): Promise<IIdentifier> {
  try {
    return await context.agent.didManagerGet({ did: owner })
  } catch (cause) {
    const why = owner === did ? '' : `, which is a controller of ${did} and must sign too`
    throw new TrustRegistryIssuerError('invalid_setup', `the agent does not manage ${owner}${why}`, { cause })
  }
}

function signerOf({ did, keys }: IIdentifier, { verificationMethod = [] }: DIDDocument): PayloadSigner {
  for (const method of verificationMethod) {
    const imported = isJsonObject(method) && importVerificationMethod(method)
    if (imported === false || !imported.ok) continue
    const key = keys.find((candidate) => fingerprintOfKey(candidate) === imported.key.fingerprint)
    const algorithm = key && ledgerAlgorithm(key)
    const verificationMethodId = method.id.startsWith('#') ? `${did}${method.id}` : method.id
    if (key !== undefined && algorithm !== undefined) return { verificationMethodId, keyRef: key.kid, algorithm }
  }
  throw new TrustRegistryIssuerError(
    'invalid_setup',
    `the agent holds no Ed25519 or P-256 key of the DID document of ${did}; the ledger verifies no other of Veramo's kinds`,
  )
}

/** The ledger's JWK library is built without secp256k1. */
function ledgerAlgorithm(key: IKey): PayloadSigner['algorithm'] | undefined {
  if (key.type === 'Ed25519') return 'EdDSA'
  return key.type === 'Secp256r1' ? 'ES256' : undefined
}
