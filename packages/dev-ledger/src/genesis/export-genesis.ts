import { codecs } from '../proto/codecs.js'
import type { LedgerState } from '../state/ledger-state.js'
import type { GenesisDid, GenesisFile, GenesisResource } from './genesis-file.js'

/** Writes a state as a genesis file that loads into the same state. */
export function exportGenesis(state: LedgerState, genesisTime: Date): GenesisFile {
  const accounts = [...state.accounts.values()].map(({ address, sequence, publicKey }) => ({
    address,
    ncheq: state.balance(address).toString(),
    sequence: sequence.toString(),
    publicKey: publicKey === undefined ? undefined : Buffer.from(publicKey).toString('base64'),
  }))
  const dids: GenesisDid[] = [...state.dids.entries()].map(([did, { versions }]) => ({
    did,
    versions: [...versions.values()].map((version) => ({
      versionId: version.metadata.versionId,
      created: version.metadata.created.toISOString(),
      proto: Buffer.from(codecs.didDocWithMetadata.encode(version)).toString('base64'),
    })),
  }))
  const resources: GenesisResource[] = []
  for (const [did, collection] of state.collections.entries())
    for (const metadata of collection.list()) {
      const content = collection.content(metadata.id)
      resources.push({
        did,
        metadata: {
          resourceId: metadata.id,
          resourceName: metadata.name,
          resourceType: metadata.resourceType,
          resourceVersion: metadata.version,
          created: metadata.created.toISOString(),
          mediaType: metadata.mediaType,
          checksum: metadata.checksum,
          previousVersionId: metadata.previousVersionId === '' ? null : metadata.previousVersionId,
          nextVersionId: metadata.nextVersionId === '' ? null : metadata.nextVersionId,
          alsoKnownAs: metadata.alsoKnownAs,
        },
        content: content === undefined ? undefined : Buffer.from(content).toString('base64'),
      })
    }
  return { genesisTime: genesisTime.toISOString(), accounts, dids, resources }
}
