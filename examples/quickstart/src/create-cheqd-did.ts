import { randomUUID } from 'node:crypto'
import type { PartyAgent } from './create-party.js'

/**
 * Makes a key in the agent's KMS and a did:cheqd DID for it on the ledger (one transaction).
 *
 * @param domain - that the DID document names as the DID's own
 * @returns the DID
 */
export async function createCheqdDid(agent: PartyAgent, alias: string, domain?: string): Promise<string> {
  const key = await agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
  const did = `did:cheqd:testnet:${randomUUID()}`
  const keyId = `${did}#key-1`
  const publicKey = Buffer.from(key.publicKeyHex, 'hex').toString('base64url')
  const document = {
    id: did,
    controller: [did],
    verificationMethod: [
      {
        id: keyId,
        type: 'JsonWebKey2020',
        controller: did,
        publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
      },
    ],
    authentication: [keyId],
    assertionMethod: [keyId],
    ...(domain !== undefined && {
      // Veramo's data store reads a service without description back as one that its own schema refuses.
      service: [
        {
          id: `${did}#domain`,
          type: 'LinkedDomains',
          serviceEndpoint: [`https://${domain}`],
          description: 'Our domain',
        },
      ],
    }),
  }
  await agent.didManagerCreate({ provider: 'did:cheqd:testnet', alias, kms: 'local', options: { document } })
  return did
}
