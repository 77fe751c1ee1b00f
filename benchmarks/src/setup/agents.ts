import {
  TrustChainVerifier,
  type ITrustChainVerifier,
  type TrustChainVerifierOptions,
} from '@trustchains/chain-verifier'
import { createAgent } from '@veramo/core'
import type { ICredentialPlugin, IResolver, TAgent } from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { Resolver } from 'did-resolver'
import type { MemorySources } from './memory-sources.js'

/** A Veramo agent that verifies trust chains. */
export type VerifierAgent = TAgent<IResolver & ITrustChainVerifier>

/** An agent of which nothing is remembered: each has its own memo and caches. */
export function verifierAgent(sources: MemorySources, options: TrustChainVerifierOptions = {}): VerifierAgent {
  return verifier(sources, options).agent
}

/** The same, with the plugin at hand, which streams. */
export function verifier(
  { resolver, dereferencer }: MemorySources,
  options: TrustChainVerifierOptions = {},
): { agent: VerifierAgent; plugin: TrustChainVerifier } {
  const plugin = new TrustChainVerifier({ sources: dereferencer, ...options })
  const agent = createAgent<IResolver & ITrustChainVerifier>({
    plugins: [new DIDResolverPlugin({ resolver: new Resolver({ ...resolver }) }), plugin],
  })
  return { agent, plugin }
}

/** The peer: Veramo's own verification of one credential. */
export function credentialAgent({ resolver }: MemorySources): TAgent<IResolver & ICredentialPlugin> {
  return createAgent<IResolver & ICredentialPlugin>({
    plugins: [
      new DIDResolverPlugin({ resolver: new Resolver({ ...resolver }) }),
      new CredentialPlugin([new CredentialProviderJWT()]),
    ],
  })
}
