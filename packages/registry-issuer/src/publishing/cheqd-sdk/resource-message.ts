import { typeUrlMsgCreateResource } from '@cheqd/sdk'
import { MsgCreateResource, MsgCreateResourcePayload } from '@cheqd/ts-proto/cheqd/resource/v2/index.js'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../../types/ITrustRegistryIssuer.js'
import type { ResourceToPublish } from '../../types/publisher.js'
import { derSignature } from './der-signature.js'
import type { PayloadSigner } from './payload-signers.js'

/** A message of a transaction, encoded. */
export interface EncodedMessage {
  typeUrl: string
  value: Uint8Array
}

/**
 * The message that creates a resource, signed by the keys of its DID: over the bytes of the payload, as they are sent
 * (x/resource MsgCreateResourcePayload.GetSignBytes).
 *
 * @param collectionId - the unique id of the DID
 * @throws TrustRegistryIssuerError `invalid_setup`, `signing_failed`
 */
export async function resourceMessage(
  { resourceId, name, version, type, data }: ResourceToPublish,
  collectionId: string,
  signers: readonly PayloadSigner[],
  context: TrustRegistryIssuerContext,
): Promise<EncodedMessage> {
  const payload = { collectionId, id: resourceId, name, version, resourceType: type, data, alsoKnownAs: [] }
  const bytes = MsgCreateResourcePayload.encode(payload).finish()
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      verificationMethodId: signer.verificationMethodId,
      signature: await signPayload(bytes, signer, context),
    })),
  )
  return { typeUrl: typeUrlMsgCreateResource, value: MsgCreateResource.encode({ payload, signatures }).finish() }
}

async function signPayload(
  bytes: Uint8Array,
  { keyRef, algorithm }: PayloadSigner,
  context: TrustRegistryIssuerContext,
): Promise<Uint8Array> {
  const { agent } = context
  if (typeof agent.keyManagerSign !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method keyManagerSign; add KeyManager of @veramo/key-manager',
    )
  }
  let signature: string
  try {
    const data = Buffer.from(bytes).toString('hex')
    signature = await agent.keyManagerSign({ keyRef, algorithm, data, encoding: 'base16' })
  } catch (cause) {
    throw new TrustRegistryIssuerError('signing_failed', 'the agent did not sign the resource for the ledger', {
      cause,
    })
  }
  const raw = Buffer.from(signature, 'base64url')
  if (raw.length !== 64) {
    throw new TrustRegistryIssuerError('signing_failed', "the agent's signature of the resource has not 64 bytes")
  }
  return algorithm === 'ES256' ? derSignature(raw) : raw
}
