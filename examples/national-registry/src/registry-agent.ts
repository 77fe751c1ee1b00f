import type { ITrustChainVerifier } from '@trustchains/chain-verifier'
import type { ITrustRegistryIssuer } from '@trustchains/registry-issuer'
import type { ICredentialIssuer, IDIDManager, IKeyManager, IResolver, TAgent } from '@veramo/core-types'

/** What an organisation's agent can do. */
export type RegistryAgent = TAgent<
  IKeyManager & IDIDManager & IResolver & ICredentialIssuer & ITrustRegistryIssuer & ITrustChainVerifier
>

/** An organisation of the registry. */
export interface Organisation {
  name: string
  did: string
  agent: RegistryAgent
}
