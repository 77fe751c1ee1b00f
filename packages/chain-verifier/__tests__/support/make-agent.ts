import type { Dereferencer, TrustPolicy } from '@trustchains/core'
import type { World } from '@trustchains/test-kit'
import { createAgent } from '@veramo/core'
import type { IResolver, TAgent } from '@veramo/core-types'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { Resolver, type DIDResolver } from 'did-resolver'
import { TrustChainVerifier, type ITrustChainVerifier, type TrustChainVerifierOptions } from '../../src/index.js'

export type VerifierAgent = TAgent<IResolver & ITrustChainVerifier>

/** Parts of an agent that a test replaces. */
export interface AgentParts extends TrustChainVerifierOptions {
  resolveDid?: DIDResolver
}

/** A real Veramo agent with schema validation, whose ledger is a world in memory. */
export function makeAgent(world: World, { resolveDid, ...options }: AgentParts = {}): VerifierAgent {
  const drivers = resolveDid === undefined ? world.toResolver() : { cheqd: resolveDid }
  return makeAgentOf(drivers, { sources: world.toDereferencer(), ...options })
}

/** A real Veramo agent with schema validation, of DID resolver drivers and the verifier's options. */
export function makeAgentOf(drivers: Record<string, DIDResolver>, options: TrustChainVerifierOptions): VerifierAgent {
  return createAgent<IResolver & ITrustChainVerifier>({
    schemaValidation: true,
    plugins: [new DIDResolverPlugin({ resolver: new Resolver({ ...drivers }) }), new TrustChainVerifier(options)],
  })
}

/** A dereferencer that answers all questions in the same way. */
export const answering = (answer: Dereferencer['dereference']): Dereferencer => ({ dereference: answer })

/** A policy with limits. */
export const withLimits = (policy: TrustPolicy, limits: TrustPolicy['limits']): TrustPolicy => ({ ...policy, limits })
