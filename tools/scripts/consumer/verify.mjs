// What a stranger writes first: verify a credential back to its root. Run by check-packages.mjs in an empty project.
import { readFileSync } from 'node:fs'
import { TrustChainVerifier } from '@trustchains/chain-verifier'
import { normalizeDidUrl } from '@trustchains/core'
import { createAgent } from '@veramo/core'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { Resolver } from 'did-resolver'

// Here all comes from a file; with cheqd-did-resolver these two ask the ledger.
const { credential, at, policy, dids, resources } = JSON.parse(readFileSync('chain.json', 'utf8'))
const resolver = new Resolver({ cheqd: async (did) => dids[did] })
const dereference = async (didUrl) => {
  const { bytes, metadata } = resources[normalizeDidUrl(didUrl)] ?? {}
  if (bytes === undefined) {
    return { contentStream: null, contentMetadata: {}, dereferencingMetadata: { error: 'notFound' } }
  }
  return { contentStream: Buffer.from(bytes, 'base64'), contentMetadata: metadata, dereferencingMetadata: {} }
}

const agent = createAgent({
  schemaValidation: true,
  plugins: [new DIDResolverPlugin({ resolver }), new TrustChainVerifier({ policy, sources: { dereference } })],
})
const report = await agent.execute('verifyTrustChain', { credential, at })
const [header, payload, signature] = credential.split('.')
const claims = JSON.parse(Buffer.from(payload, 'base64url'))
const altered = Buffer.from(JSON.stringify({ ...claims, altered: true })).toString('base64url')
const forged = await agent.execute('verifyTrustChain', { credential: `${header}.${altered}.${signature}`, at })

console.log(`${report.chain.length} links, ${report.verdict}; altered: ${forged.verdict}`)
if (!report.verified || forged.verdict !== 'untrusted') {
  console.error(JSON.stringify([report.reasons, forged.reasons], null, 2))
  process.exitCode = 1
}
