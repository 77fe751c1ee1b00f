import type { AgentProof, JsonObject } from '@trustchains/core'
import { isDeepStrictEqual } from 'node:util'
import type { CallLimits } from '../collect/call-limits.js'
import { memberOf, stringMember } from '../collect/read-members.js'
import { redactMessage } from '../collect/redact-message.js'
import type { AgentVerifier } from './agent-verifier.js'
import { changedCopies, countChanges } from './changed-copies.js'

/** Changes that are tried on one credential; each is a verification. */
const maxChanges = 200

/** What the plugins said, and why. */
export type AgentAnswer = Pick<AgentProof, 'outcome' | 'message'>

/** Asks the agent's plugins about one credential, by the deadline of the call. */
export class AgentQuestion {
  constructor(
    readonly verify: AgentVerifier,
    readonly limits: Pick<CallLimits, 'attempt'>,
    /** The time of evaluation, milliseconds since 1970. */
    readonly at: number,
  ) {}

  /**
   * Whether the plugins verify a credential, and look at every member of it.
   *
   * @param credential - parsed from the very text that is judged
   * @param isCovered - whether it is known already that a change of any member is noticed
   */
  async ask(credential: JsonObject, isCovered: boolean): Promise<AgentAnswer> {
    const first = await this.#verifies(credential)
    if (first.outcome !== 'verified' || isCovered) return first
    if (countChanges(credential) > maxChanges) {
      return unknown(`it has more than ${String(maxChanges)} values, so it can't be seen that all are signed`)
    }
    const unnoticed = await this.#unnoticedChange(credential)
    if (unnoticed !== undefined) return unknown(unnoticed)
    // If they refuse it now, they refused the copies for another reason than the change.
    const last = await this.#verifies(credential)
    return last.outcome === 'verified' ? last : unknown("the agent's plugins no longer verify it")
  }

  async #unnoticedChange(credential: JsonObject): Promise<string | undefined> {
    for (const { path, copy } of changedCopies(credential)) {
      const { outcome, isLate } = await this.#verifies(copy)
      if (isLate) return 'they did not answer in time'
      if (outcome === 'verified') return `they do not look at every member: ${JSON.stringify(path.slice(0, 64))}`
    }
    return undefined
  }

  async #verifies(credential: JsonObject): Promise<AgentAnswer & { isLate: boolean }> {
    // A copy: plugins write into what they are handed.
    const sent = structuredClone(credential)
    const answer = await this.limits.attempt(() => this.verify(sent, this.at))
    if (!answer.ok) return { ...unknown(answer.error.message), isLate: answer.error.code === 'deadline' }
    return { ...read(answer.value, credential), isLate: false }
  }
}

const unknown = (message: string): AgentAnswer => ({ outcome: 'unknown', message })

function read(result: unknown, credential: JsonObject): AgentAnswer {
  if (memberOf(result, 'verified') !== true) {
    const error = memberOf(result, 'error')
    const message = redactMessage(error instanceof Error ? error : (stringMember(error, 'message') ?? error))
    return { outcome: 'refused', message }
  }
  const about = memberOf(result, 'verifiableCredential')
  return about === undefined || isDeepStrictEqual(about, credential)
    ? { outcome: 'verified' }
    : unknown('they answered about another credential')
}
