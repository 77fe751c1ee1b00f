import { AbciError } from '../abci-error.js'
import { codecs } from '../proto/codecs.js'
import type { DidDocWithMetadata } from '../proto/did-types.js'
import type { MessageContext } from './context.js'

/** The newest version of a DID, read at the price that the chain takes for it. */
export function readLatestDid({ state, gas }: MessageContext, did: string): DidDocWithMetadata | undefined {
  gas.has()
  const latest = state.latestDid(did)
  if (latest === undefined) return undefined
  gas.read(() => 2 * did.length + 36)
  gas.has()
  gas.read(() => did.length + 36 + codecs.didDocWithMetadata.encode(latest).length)
  return latest
}

/** Adds a version after the newest one and links the two (x/did/keeper/keeper_diddoc.go AddNewDidDocVersion). */
export function addDidVersion(context: MessageContext, version: DidDocWithMetadata): DidDocWithMetadata {
  const { state } = context
  const { id } = version.didDoc
  const record = state.dids.get(id)
  context.gas.has()
  if (record?.versions.has(version.metadata.versionId) === true) {
    const twice = new AbciError(
      'didDocExists',
      `diddoc version already exists for did ${id}, version ${version.metadata.versionId}`,
    )
    throw new AbciError('didInternal', twice.message)
  }
  const versions = new Map(record?.versions)
  const previous = readLatestDid(context, id)
  let added = version
  if (previous !== undefined) {
    const linked = { ...previous, metadata: { ...previous.metadata, nextVersionId: version.metadata.versionId } }
    added = {
      ...version,
      metadata: { ...version.metadata, previousVersionId: previous.metadata.versionId, nextVersionId: '' },
    }
    versions.set(linked.metadata.versionId, linked)
    writeVersion(context, linked)
  }
  context.gas.write(() => id.length + 36)
  versions.set(added.metadata.versionId, added)
  writeVersion(context, added)
  state.dids.set(id, { latest: added.metadata.versionId, versions })
  return added
}

/** Takes the gas for writing one version. */
export function writeVersion({ gas }: MessageContext, version: DidDocWithMetadata): void {
  gas.write(() => version.didDoc.id.length + 36 + codecs.didDocWithMetadata.encode(version).length)
}
