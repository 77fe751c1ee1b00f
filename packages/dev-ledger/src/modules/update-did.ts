import { isDeepStrictEqual } from 'node:util'
import { AbciError } from '../abci-error.js'
import { codecs } from '../proto/codecs.js'
import type { DidDoc, DidDocPayload, DidDocWithMetadata, SignedMessage, SignInfo } from '../proto/did-types.js'
import { validateUpdateDid } from '../rules/did-messages.js'
import { joinDidUrl, splitDidUrl } from '../rules/did-url.js'
import { normalizeDidDocPayload, normalizeSignInfos } from '../rules/normalize.js'
import type { MessageContext } from './context.js'
import { addDidVersion, readLatestDid } from './did-keeper.js'
import {
  controllersOrSubject,
  didFinder,
  requireControllers,
  requireOneSignature,
  uniqueSorted,
} from './did-signatures.js'
import { payloadToDoc } from './payload-to-doc.js'
import { renameDid } from './rename-did.js'
import { requireValid } from './require-valid.js'

/** While signatures are judged the new document bears another name, so that old and new keys can't be confused. */
const updatedPostfix = '-updated'

/** Executes MsgUpdateDidDoc in the chain's order (x/did/keeper/msg_server_update_diddoc.go). */
export function updateDid(context: MessageContext, msg: SignedMessage<DidDocPayload>): DidDocWithMetadata {
  const sent = requireValid(msg, validateUpdateDid(msg))
  const signBytes = (): Uint8Array => codecs.updateDidPayload.encode(sent)
  const payload = normalizeDidDocPayload(sent)
  const signatures = normalizeSignInfos(msg.signatures)
  const misplaced = validateUpdateDid({ payload, signatures }, context.namespace)
  if (misplaced !== undefined) throw new AbciError('namespaceValidation', misplaced.toString())
  const existing = readLatestDid(context, payload.id)
  if (existing === undefined) throw new AbciError('didDocNotFound', new AbciError('notFound', payload.id).message)
  if (existing.metadata.deactivated) throw new AbciError('didDocDeactivated', payload.id)

  const oldId = existing.didDoc.id
  const newId = oldId + updatedPostfix
  const renamed = renameDid(payloadToDoc(payload), oldId, newId)
  const metadata = { ...existing.metadata, updated: context.blockTime, versionId: payload.versionId }
  const find = didFinder(context, new Map([[newId, { didDoc: renamed, metadata }]]))
  requireControllers(renamed, find)
  requireOneSignature(
    updateSigners(existing.didDoc, renamed, oldId, newId),
    {
      infos: duplicateSignatures(signatures, oldId, newId),
      bytes: signBytes,
      find,
      verify: context.verify,
    },
    (signer) => (signer === oldId ? `${oldId} (old version)` : signer === newId ? `${oldId} (new version)` : signer),
  )
  return addDidVersion(context, { didDoc: renameDid(renamed, newId, oldId), metadata })
}

/** Old and new controllers, and the controllers of every verification method that was added, changed or removed. */
function updateSigners(existing: DidDoc, updated: DidDoc, oldId: string, newId: string): string[] {
  const signers = [...controllersOrSubject(existing), ...controllersOrSubject(updated)]
  const byFragment = (doc: DidDoc) =>
    new Map(doc.verificationMethod.map((method) => [splitDidUrl(method.id).fragment, method]))
  const before = byFragment(existing)
  const after = byFragment(updated)
  const restored = byFragment(renameDid(updated, newId, oldId))
  for (const method of updated.verificationMethod) {
    const { fragment } = splitDidUrl(method.id)
    const old = before.get(fragment)
    if (old === undefined) signers.push(method.controller)
    else if (!isDeepStrictEqual(old, restored.get(fragment))) signers.push(old.controller, method.controller)
  }
  for (const [fragment, method] of before) if (!after.has(fragment)) signers.push(method.controller)
  return uniqueSorted(signers)
}

/** A signature can't say whether an old or a new key made it, so each stands for both. */
function duplicateSignatures(infos: readonly SignInfo[], oldId: string, newId: string): SignInfo[] {
  return infos.flatMap((info) => {
    const parts = splitDidUrl(info.verificationMethodId)
    return parts.did === oldId
      ? [info, { ...info, verificationMethodId: joinDidUrl({ ...parts, did: newId }) }]
      : [info]
  })
}
