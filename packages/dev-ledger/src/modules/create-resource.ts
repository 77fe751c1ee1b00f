import { createHash } from 'node:crypto'
import { AbciError } from '../abci-error.js'
import { codecs } from '../proto/codecs.js'
import type { SignedMessage } from '../proto/did-types.js'
import type { ResourceMetadata, ResourcePayload } from '../proto/resource-types.js'
import { joinDid } from '../rules/did.js'
import { normalizeResourcePayload, normalizeSignInfos } from '../rules/normalize.js'
import { validateCreateResource } from '../rules/resource-message.js'
import type { MessageContext } from './context.js'
import { readLatestDid } from './did-keeper.js'
import { didFinder, requireAllSignatures, signersOf } from './did-signatures.js'

/**
 * Executes MsgCreateResource in the chain's order (x/resource/keeper/msg_server_create_resource.go). The payload's
 * rules answer with 1206 of the codespace cheqd, not with the resource module's own 2205.
 * @param mediaType - what the content is, found out beforehand.
 */
export function createResource(
  context: MessageContext,
  msg: SignedMessage<ResourcePayload>,
  mediaType: string,
): ResourceMetadata {
  const { state, namespace, gas } = context
  // unverified against the chain: a message without a payload makes it panic before any rule is asked
  if (msg.payload === undefined) throw new AbciError('panic', 'recovered: runtime error: invalid memory address')
  const sent = msg.payload
  const signBytes = (): Uint8Array => codecs.createResourcePayload.encode(sent)
  const payload = normalizeResourcePayload(sent)
  const signatures = normalizeSignInfos(msg.signatures)
  const did = joinDid({ method: 'cheqd', namespace, id: payload.collectionId })
  const owner = readLatestDid(context, did)
  if (owner === undefined) throw new AbciError('notFound', did)
  const errors = validateCreateResource({ payload, signatures }, namespace)
  if (errors !== undefined) throw new AbciError('namespaceValidation', errors.toString())
  if (owner.metadata.deactivated) throw new AbciError('didDocDeactivated', did)
  gas.has()
  const collection = state.collectionOf(did)
  if (collection.get(payload.id) !== undefined) throw new AbciError('resourceExists', payload.id)
  const find = didFinder(context, new Map())
  requireAllSignatures(signersOf(owner.didDoc), { infos: signatures, bytes: signBytes, find, verify: context.verify })

  const previous = collection.latestOf(payload.name, payload.resourceType)
  const metadata: ResourceMetadata = {
    collectionId: payload.collectionId,
    id: payload.id,
    name: payload.name,
    version: payload.version,
    resourceType: payload.resourceType,
    alsoKnownAs: [...payload.alsoKnownAs, { uri: `${did}/resources/${payload.id}`, description: 'did-url' }],
    mediaType,
    created: context.blockTime,
    checksum: createHash('sha256').update(payload.data).digest('hex'),
    previousVersionId: previous?.id ?? '',
    nextVersionId: '',
  }
  const keyLength = payload.collectionId.length + payload.id.length
  if (previous !== undefined) {
    const linked = { ...previous, nextVersionId: payload.id }
    collection.replace(linked)
    gas.read(() => keyLength + codecs.resourceMetadata.encode(previous).length)
    gas.write(() => keyLength + codecs.resourceMetadata.encode(linked).length)
  }
  gas.read(() => 8)
  gas.write(() => 8)
  gas.write(() => keyLength + codecs.resourceMetadata.encode(metadata).length)
  gas.write(() => keyLength + payload.name.length + payload.resourceType.length)
  gas.write(() => keyLength + payload.data.length)
  collection.add(metadata, payload.data)
  state.countResource()
  return metadata
}
