import { randomUUID } from 'node:crypto'
import type { IAgentContext, IKeyManager } from '@veramo/core-types'
import type { GenesisDid } from '@trustchains/dev-ledger'
import { TestDidProvider, type CreatedIdentifier } from './test-did-provider.js'
import { methodOf } from './world-did-provider.js'

/** What a test may ask of a DID. */
export interface GenesisDidOptions {
  keyType?: 'Ed25519' | 'Secp256r1'
  /** Controllers beside the DID itself, which must sign too. */
  controllers?: string[]
  deactivated?: boolean
}

/** Makes DIDs with keys of the agent, which a ledger knows from its first block on: a transaction for each takes 3 seconds. */
export class GenesisDidProvider extends TestDidProvider {
  readonly dids: GenesisDid[] = []

  async createIdentifier(
    { options = {} }: { kms?: string; alias?: string; options?: GenesisDidOptions },
    context: IAgentContext<IKeyManager>,
  ): Promise<CreatedIdentifier> {
    const { keyType = 'Ed25519', controllers = [], deactivated } = options
    const did = `did:cheqd:testnet:${randomUUID()}`
    const key = await context.agent.keyManagerCreate({ kms: 'local', type: keyType })
    const kid = `${did}#key-1`
    const document = {
      '@context': ['https://www.w3.org/ns/did/v1'],
      id: did,
      controller: [did, ...controllers],
      verificationMethod: [methodOf(key, kid, did)],
      authentication: [kid],
      assertionMethod: [kid],
    }
    const version = { versionId: randomUUID(), created: '2026-01-01T00:00:00Z', document }
    this.dids.push({ did, versions: [{ ...version, ...(deactivated !== undefined && { deactivated }) }] })
    return { did, controllerKeyId: key.kid, keys: [key], services: [] }
  }
}
