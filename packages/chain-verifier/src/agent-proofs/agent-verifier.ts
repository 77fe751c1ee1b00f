import type { JsonObject } from '@trustchains/core'
import type { ICredentialVerifier } from '@veramo/core-types'

/** Asks the agent's credential plugins whether they verify a credential; its answer is not to be trusted in shape. */
export type AgentVerifier = (credential: JsonObject, at: number) => Promise<unknown>

/**
 * The agent's own `verifyCredential`, where it has a plugin with that method.
 *
 * What is told: the status is ours to judge; contexts come from the plugins' own loader, none is fetched; resolution
 * options stand, since an agent with schema validation refuses where they are missing.
 *
 * @param agent - as the plugin is handed it
 * @returns undefined where the agent has no such method
 */
export function agentVerifier(agent: object): AgentVerifier | undefined {
  const { verifyCredential } = agent as Partial<Pick<ICredentialVerifier, 'verifyCredential'>>
  if (typeof verifyCredential !== 'function') return undefined
  const ask = verifyCredential as (args: object) => Promise<unknown>
  return async (credential, at) =>
    await ask.call(agent, {
      credential,
      policies: { credentialStatus: false, now: Math.floor(at / 1000) },
      resolutionOptions: {},
      fetchRemoteContexts: false,
    })
}
