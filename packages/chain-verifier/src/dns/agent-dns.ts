import type { DnsProofMessage, JsonObject } from '@trustchains/core'

/** What the agent's DNS plugin is asked, as `verifyDnsAnchor` of `@trustchains/dns-anchor` takes it. */
export interface DnsQuestion {
  /** A DID, normalised. */
  did: string
  /** Absent: the domains that the DID document names. */
  domain?: string
  /** The time of evaluation, RFC 3339. */
  at: string
  didDocument: JsonObject
  /** Whatever is kept, ask anew. */
  fresh?: boolean
  /** Recorded answers: they are validated anew, and no resolver is asked. */
  proof?: DnsProofMessage[]
}

/** Asks the agent's DNS plugin; its answer is not to be trusted in shape. */
export type AskDns = (question: DnsQuestion) => Promise<unknown>

/**
 * The agent's own `verifyDnsAnchor`, where it has a plugin with that method.
 *
 * @param agent - as the plugin is handed it
 * @returns undefined where the agent has no such method
 */
export function agentDns(agent: object): AskDns | undefined {
  const { verifyDnsAnchor } = agent as { verifyDnsAnchor?: unknown }
  if (typeof verifyDnsAnchor !== 'function') return undefined
  const ask = verifyDnsAnchor as (args: object) => Promise<unknown>
  // No verdict rests on what a website says, so a stranger's credential must not make us visit any.
  return async (question) => await ask.call(agent, { ...question, domainLinkage: false })
}
