import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createWebDereferencer, webLocation } from '@trustchains/web-resources'
import type { DIDDocument, DIDResolutionResult } from 'did-resolver'
import { LmdbOutboxStore } from '../../src/outbox/lmdb-outbox-store.js'
import { WebPublisher } from '../../src/web/index.js'
import type { BatchSetup } from './batch-world.js'
import { makeWebAgent, type WebAgent } from './web-agent.js'
import { NoProvider } from './no-provider.js'

/** A did:web DID with one key, as JSON. */
export interface WebIssuer {
  did: string
  /** Seed and public key, in hex. */
  privateKeyHex: string
}

/** All that an agent which publishes on the web is made of, as JSON: the same one in a test and in processes. */
export interface WebIssuingSetup extends BatchSetup {
  issuers: WebIssuer[]
  /** The folder that the server shows. */
  folder: string
  /** With its port. */
  host: string
  /** Of the server's certificate, PEM. */
  ca: string
}

/** A DID with one key, and the document that is to stand in the folder. */
export function makeWebIssuer(did: string): WebIssuer & { document: object } {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const kid = `${did}#key-1`
  const method = { id: kid, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } }
  const context = ['https://www.w3.org/ns/did/v1']
  return {
    did,
    privateKeyHex: Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]).toString('hex'),
    document: { '@context': context, id: did, verificationMethod: [method], assertionMethod: [kid] },
  }
}

/** An agent that manages the DIDs and publishes as files. */
export async function makeWebIssuingAgent({ issuers, folder, host, ca, outbox }: WebIssuingSetup): Promise<WebAgent> {
  const store = new LmdbOutboxStore({ path: outbox })
  const agent = makeWebAgent(
    new NoProvider(),
    resolveIn(folder),
    new WebPublisher({ folder, host, outbox: store }),
    createWebDereferencer({ allowedHosts: [host], allowLoopback: true, ca }),
    undefined,
    store,
  )
  for (const { did, privateKeyHex } of issuers) {
    const kid = privateKeyHex.slice(64)
    const key = { kid, kms: 'local', type: 'Ed25519' as const, privateKeyHex }
    await agent.didManagerImport({ did, provider: 'own', controllerKeyId: kid, keys: [key] })
  }
  return agent
}

/** Resolves DIDs by the documents in a folder. */
const resolveIn =
  (folder: string) =>
  (did: string): Promise<DIDResolutionResult> => {
    const path = join(folder, ...webLocation(did).path, 'did.json')
    const found = existsSync(path)
    return Promise.resolve({
      didDocument: found ? (JSON.parse(readFileSync(path, 'utf8')) as DIDDocument) : null,
      didDocumentMetadata: {},
      didResolutionMetadata: found ? {} : { error: 'notFound' },
    })
  }
