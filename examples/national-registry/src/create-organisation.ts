import { randomUUID } from 'node:crypto'
import type { DevLedger } from '@trustchains/dev-ledger'
import { createAgent } from './create-agent.js'
import { didDocument } from './did-document.js'
import type { Organisation } from './registry-agent.js'

/** An organisation with an agent, a key and a DID on the ledger (one transaction, 3 seconds). */
export async function createOrganisation(name: string, ledger: DevLedger): Promise<Organisation> {
  const agent = await createAgent(ledger)
  const { publicKeyHex } = await agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
  const did = `did:cheqd:testnet:${randomUUID()}`
  const document = didDocument(did, publicKeyHex, 'key-1')
  await agent.didManagerCreate({ provider: 'did:cheqd:testnet', alias: name, kms: 'local', options: { document } })
  return { name, did, agent }
}

/** Several of them, some at a time. */
export async function createOrganisations(names: string[], ledger: DevLedger): Promise<Organisation[]> {
  const made: Organisation[] = []
  for (let start = 0; start < names.length; start += 16) {
    made.push(...(await Promise.all(names.slice(start, start + 16).map((name) => createOrganisation(name, ledger)))))
  }
  return made
}
