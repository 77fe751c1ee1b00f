import { createAgent, type IResolver } from '@veramo/core'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { Resolver, type DIDResolutionResult } from 'did-resolver'
import { documentEvidence } from '../src/registry/document-evidence.js'
import { loadIssuer } from '../src/signing/load-issuer.js'
import { resolveDidEvidence } from '../src/status/resolve-did-evidence.js'
import type { TrustRegistryIssuerContext } from '../src/types/ITrustRegistryIssuer.js'
import { failureOf } from './support/failure-of.js'

const did = 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47'
const other = 'did:cheqd:testnet:7bf81a20-633c-4cc7-bc4a-5a45801005e0'
const times = { readAt: '2026-01-01T00:00:00Z' }

/** The plugin in an agent whose resolver answers so. */
function contextWith(result: Partial<DIDResolutionResult>): TrustRegistryIssuerContext {
  const answer = { didDocument: null, didDocumentMetadata: {}, didResolutionMetadata: {}, ...result }
  const agent = createAgent<IResolver & TrustRegistryIssuerContext['agent']>({
    schemaValidation: false,
    plugins: [
      new DIDResolverPlugin({ resolver: new Resolver({ cheqd: () => Promise.resolve(answer) }) }),
      { methods: { didManagerGet: () => Promise.resolve({ did, provider: 'x', keys: [], services: [] }) } },
    ],
  })
  return { agent }
}

describe('a DID document as evidence', () => {
  it('has the document and what is known of its version', async () => {
    const context = contextWith({
      didDocument: { id: did },
      didDocumentMetadata: { versionId: '1', deactivated: true },
    })
    const expected = {
      did,
      source: 'agent.resolveDid',
      ...times,
      asOf: times.readAt,
      document: { id: did },
      metadata: { versionId: '1', deactivated: true },
    }
    expect(await documentEvidence(did, times, context)).toEqual(expected)
    expect(await resolveDidEvidence(did, times, context)).toEqual(expected)
  })

  it.each<[string, Partial<DIDResolutionResult>, string]>([
    ['of another DID, which would lend its keys to this one', { didDocument: { id: other } }, 'unreachable'],
    ['that is none', {}, 'unreachable'],
    ['that could not be had', { didResolutionMetadata: { error: 'internalError' } }, 'unreachable'],
    ['of a DID that does not exist', { didResolutionMetadata: { error: 'notFound' } }, 'notFound'],
  ])('is none where the resolver has a document %s', async (_name, result, code) => {
    const context = contextWith(result)
    for (const evidence of [
      await documentEvidence(did, times, context),
      await resolveDidEvidence(did, times, context),
    ]) {
      expect(evidence.document).toBeUndefined()
      expect(evidence.error?.code).toBe(code)
    }
  })

  it('of another DID is not what an issuer signs by', async () => {
    const error = await failureOf(loadIssuer({ issuer: did }, Date.now(), contextWith({ didDocument: { id: other } })))
    expect(error.code).toBe('unavailable')
  })
})
