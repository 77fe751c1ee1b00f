import { createHash } from 'node:crypto'
import { ValidationMemo, type AgentProof, type Dereferencer } from '@trustchains/core'
import { mintChain } from '@trustchains/test-kit'
import { runBatch, type BatchContext } from '../src/batch/batch-run.js'
import { ValidationPool } from '../src/batch/validation-pool.js'
import { DnsAnswers } from '../src/dns/dns-answers.js'
import { effectivePolicy } from '../src/effective-policy.js'
import { TrustChainVerifier, type TrustChainResult } from '../src/index.js'
import { manyLeaves } from './support/many-leaves.js'

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const hex = (number: number): string => number.toString(16).padStart(12, '0')
const did = (number: number): string => `did:cheqd:testnet:00000000-0000-4000-8000-${hex(number)}`
const named = (): string => `${did((next += 1))}/resources/00000000-0000-4000-9000-${hex((next += 1))}`
let next = 1

/** An attestation of many parents; a wide one names lists, a schema and roots too, each under a DID of its own. */
function attestation(parents: string[], isWide: boolean): string {
  const list = (): object => ({
    id: 'x#1',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '1',
    statusListCredential: named(),
  })
  const vc = {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: ['VerifiableCredential', 'Diploma'],
    credentialSubject: { id: did(0) },
    termsOfUse: parents.map((parentAccreditation) => ({
      type: 'AttestationPolicy',
      parentAccreditation,
      rootAuthorization: isWide ? named() : `${did(0)}/resources/00000000-0000-4000-9000-${hex(1)}`,
    })),
    ...(isWide && {
      credentialSchema: { id: named(), type: 'JsonSchema' },
      credentialStatus: Array.from({ length: 16 }, list),
    }),
  }
  const claims = { iss: did(0), sub: did(0), nbf: 1_700_000_000, vc }
  return `${base64({ alg: 'EdDSA', typ: 'JWT' })}.${base64(claims)}.${Buffer.alloc(64).toString('base64url')}`
}

const published = new Map<string, string>()
function publish(text: string): string {
  const url = `${did(0)}/resources/00000000-0000-4000-9000-${hex(1000 + published.size)}`
  published.set(url, text)
  return url
}
const eight = <T>(make: () => T): T[] => Array.from({ length: 8 }, make)
/** Under 72 requests it names more than four thousand resources and DIDs. */
const wideLeaf = attestation(
  eight(() =>
    publish(
      attestation(
        eight(() => publish(attestation(eight(named), true))),
        false,
      ),
    ),
  ),
  false,
)
const plainLeaf = attestation([], false)

const sources: Dereferencer = {
  dereference: (url) => {
    const text = published.get(url)
    const content = text === undefined ? null : Buffer.from(text)
    const id = url.split('/').at(-1) ?? ''
    return Promise.resolve({
      contentStream: content,
      contentMetadata:
        content === null
          ? {}
          : {
              resourceURI: url,
              resourceCollectionId: did(0).split(':').at(-1) ?? '',
              resourceId: id,
              resourceName: id,
              resourceType: 'T',
              mediaType: 'application/jwt',
              created: '2024-01-01T00:00:00Z',
              checksum: createHash('sha256').update(content).digest('hex'),
            },
      dereferencingMetadata: content === null ? { error: 'notFound' } : {},
    })
  },
}
const agent = {
  resolveDid: () =>
    Promise.resolve({ didDocument: null, didDocumentMetadata: {}, didResolutionMetadata: { error: 'notFound' } }),
  verifyDnsAnchor: () => Promise.reject(new Error('no DNS here')),
}
const policy = { anchors: [{ did: did(5) }] }
const codes = ({ report, error }: TrustChainResult): string =>
  error === undefined ? `${report?.verdict ?? ''} ${String(report?.reasons.at(-1)?.code)}` : `error ${error.code}`

describe('A credential that names more than evidence may hold', () => {
  it('gets a report that says that a limit was hit', async () => {
    const { methods } = new TrustChainVerifier({ sources, policy })
    const evidence = await methods.collectTrustChainEvidence({ credential: wideLeaf }, { agent } as never)
    const { resources, schemas, statusLists, didDocuments, limitsHit } = evidence
    expect([resources, schemas, statusLists, didDocuments].flat()).toHaveLength(4000)
    expect(limitsHit).toMatchObject([{ limit: 'maxFetches' }])
    const report = await methods.verifyTrustChain({ credential: wideLeaf }, { agent } as never)
    expect(report.verdict).not.toBe('trusted')
    expect(report.reasons.map(({ code }) => code)).toContain('limit_exceeded')
  })

  it.each([0, 1])('costs no other of a batch its report, with %i threads', async (workers) => {
    const verifier = new TrustChainVerifier({ sources, policy, workers })
    const items = [plainLeaf, wideLeaf, ...Array.from({ length: 65 }, () => plainLeaf)]
    const { results } = await verifier.methods.verifyTrustChains(
      { items: items.map((credential) => ({ credential })) },
      { agent } as never,
    )
    expect(results.map(({ error }) => error?.code)).toEqual(items.map(() => undefined))
    expect(results.map(({ report }) => report?.verdict)).not.toContain('trusted')
    await verifier.close()
  })
})

describe('What fails for one item of a batch', () => {
  it.each([0, 1])('is told of that item, without a token, and of no other, with %i threads', async (threads) => {
    const chain = mintChain()
    const leaves = manyLeaves(chain, 70)
    const { policy: own, resolved } = effectivePolicy(chain.policy, { otherProofs: 'agent' }, {})
    const pool = new ValidationPool(threads)
    const memo = new ValidationMemo()
    const resolver = chain.world.toResolver()
    const times = { readAt: chain.at, versionTime: chain.at }
    const context: BatchContext = {
      sources: {
        resources: chain.world.toDereferencer(),
        resolveDid: (asked) => resolver.cheqd(asked, { did: asked } as never, {} as never, { versionTime: chain.at }),
      },
      policy: own,
      resolved,
      times,
      memo,
      leafMemo: memo,
      pool,
      proofsOf: ([leaf]): Promise<AgentProof[]> =>
        leaf === leaves[3] ? Promise.reject(new Error(`no idea what ${leaf ?? ''} is`)) : Promise.resolve([]),
      dns: new DnsAnswers({ agent: {}, policy: own, readAt: chain.at }),
      signal: new AbortController().signal,
    }
    const results: TrustChainResult[] = []
    for await (const chunk of runBatch(
      leaves.map((credential) => ({ credential })),
      context,
    )) {
      results.push(...chunk)
    }
    await pool.close()
    expect(results.map(codes)).toEqual(leaves.map((_, index) => (index === 3 ? 'error internal' : 'trusted undefined')))
    expect(results[3]?.error?.message).toBe('it could not be verified: no idea what [redacted] is')
  })
})
