import { AbciError } from '../abci-error.js'
import { codecs } from '../proto/codecs.js'
import type { DeactivatePayload, DidDocWithMetadata, SignedMessage } from '../proto/did-types.js'
import { validateDeactivateDid } from '../rules/did-messages.js'
import { normalizeDeactivatePayload, normalizeSignInfos } from '../rules/normalize.js'
import type { MessageContext } from './context.js'
import { addDidVersion, readLatestDid, writeVersion } from './did-keeper.js'
import { didFinder, requireAllSignatures, signersOf } from './did-signatures.js'
import { requireValid } from './require-valid.js'

/**
 * Executes MsgDeactivateDidDoc in the chain's order (x/did/keeper/msg_server_deactivate_diddoc.go): a new version with
 * the same document, and every version marked as deactivated. There is no way back.
 */
export function deactivateDid(context: MessageContext, msg: SignedMessage<DeactivatePayload>): DidDocWithMetadata {
  const sent = requireValid(msg, validateDeactivateDid(msg))
  const signBytes = (): Uint8Array => codecs.deactivateDidPayload.encode(sent)
  const payload = normalizeDeactivatePayload(sent)
  const signatures = normalizeSignInfos(msg.signatures)
  context.gas.has()
  if (!context.state.dids.has(payload.id)) throw new AbciError('didDocNotFound', payload.id)
  const misplaced = validateDeactivateDid({ payload, signatures }, context.namespace)
  if (misplaced !== undefined) throw new AbciError('namespaceValidation', misplaced.toString())
  const latest = readLatestDid(context, payload.id)
  if (latest === undefined) throw new AbciError('notFound', payload.id)
  if (latest.metadata.deactivated) throw new AbciError('didDocDeactivated', payload.id)
  const find = didFinder(context, new Map())
  requireAllSignatures(signersOf(latest.didDoc), { infos: signatures, bytes: signBytes, find, verify: context.verify })
  const added = addDidVersion(context, {
    didDoc: latest.didDoc,
    metadata: {
      ...latest.metadata,
      deactivated: true,
      updated: context.blockTime,
      versionId: payload.versionId,
    },
  })
  const record = context.state.dids.get(payload.id)
  const versions = new Map<string, DidDocWithMetadata>()
  for (const [id, version] of record?.versions ?? []) {
    versions.set(id, { ...version, metadata: { ...version.metadata, deactivated: true } })
    writeVersion(context, version)
  }
  context.state.dids.set(payload.id, { latest: payload.versionId, versions })
  return added
}
