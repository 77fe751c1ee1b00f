import { AbciError } from '../abci-error.js'
import { codecs } from '../proto/codecs.js'
import type { DidDocPayload, DidDocWithMetadata, SignedMessage } from '../proto/did-types.js'
import { validateCreateDid } from '../rules/did-messages.js'
import { normalizeDidDocPayload, normalizeSignInfos } from '../rules/normalize.js'
import type { MessageContext } from './context.js'
import { addDidVersion } from './did-keeper.js'
import { didFinder, requireAllSignatures, requireControllers, signersOf } from './did-signatures.js'
import { payloadToDoc } from './payload-to-doc.js'
import { requireValid } from './require-valid.js'

/** Executes MsgCreateDidDoc in the chain's order (x/did/keeper/msg_server_create_diddoc.go). */
export function createDid(context: MessageContext, msg: SignedMessage<DidDocPayload>): DidDocWithMetadata {
  const sent = requireValid(msg, validateCreateDid(msg))
  // Signatures cover the payload as it was sent, before any normalisation.
  const signBytes = (): Uint8Array => codecs.createDidPayload.encode(sent)
  const payload = normalizeDidDocPayload(sent)
  const signatures = normalizeSignInfos(msg.signatures)
  context.gas.has()
  if (context.state.dids.has(payload.id)) throw new AbciError('didDocExists', payload.id)
  const misplaced = validateCreateDid({ payload, signatures }, context.namespace)
  if (misplaced !== undefined) throw new AbciError('namespaceValidation', misplaced.toString())
  const didDoc = payloadToDoc(payload)
  const version: DidDocWithMetadata = {
    didDoc,
    metadata: {
      created: context.blockTime,
      updated: undefined,
      deactivated: false,
      versionId: payload.versionId,
      nextVersionId: '',
      previousVersionId: '',
    },
  }
  const find = didFinder(context, new Map([[didDoc.id, version]]))
  requireControllers(didDoc, find)
  requireAllSignatures(signersOf(didDoc), { infos: signatures, bytes: signBytes, find, verify: context.verify })
  return addDidVersion(context, version)
}
