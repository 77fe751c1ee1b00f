import { createHash } from 'node:crypto'
import {
  formatTime,
  parseJsonObject,
  parseTime,
  type AgentProof,
  type Evidence,
  type TrustChainLimits,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import { LRUCache } from 'lru-cache'
import { CallLimits } from '../collect/call-limits.js'
import { agentVerifier } from './agent-verifier.js'
import { AgentQuestion } from './ask-agent.js'

/** Credentials of one call that the agent is asked about; each takes some dozens of verifications. */
const maxQuestions = 64

/** Who is asked, and within what. */
export interface AskedAgent {
  /** As the plugin is handed it. */
  agent: object
  policy: Pick<TrustPolicy, 'otherProofs'>
  limits: Required<TrustChainLimits>
  /** When the call began, by `performance.now()`: its deadline is for everything. */
  started: number
}

/** What was gathered, as far as it is read here. */
export type Gathered = Pick<Evidence, 'at' | 'resources' | 'statusLists'>

/**
 * Asks the agent's own credential plugins about the credentials whose proofs core can't verify. Their word is handed to
 * the validation beside the evidence, never in it.
 */
export class AgentProofs {
  /** By agent, the credentials of which it is known that a change of any member is noticed; that never changes. */
  readonly #covered = new WeakMap<object, LRUCache<string, true>>()

  constructor(readonly memo: ValidationMemo) {}

  /**
   * Asks about every credential in evidence that has such a proof, one after the other, by the deadline of the call; about
   * none where the policy does not take the plugins' word.
   *
   * @param texts - credentials that were handed over
   */
  async collect(
    texts: readonly string[],
    evidence: Gathered,
    { agent, policy, limits, started }: AskedAgent,
  ): Promise<AgentProof[]> {
    if (policy.otherProofs !== 'agent') return []
    const questions = this.#questions(texts, evidence)
    if (questions.size === 0) return []
    const askedAt = formatTime(Date.now())
    const verify = agentVerifier(agent)
    if (verify === undefined) {
      const message = 'the agent has no method verifyCredential (CredentialPlugin of @veramo/credential-w3c)'
      return [...questions.keys()].map((sha256) => ({ sha256, outcome: 'unknown', message, askedAt }))
    }
    const call = new CallLimits({ ...limits, deadlineMs: Math.max(1, started + limits.deadlineMs - performance.now()) })
    const question = new AgentQuestion(verify, call, parseTime(evidence.at) ?? NaN)
    const covered = this.#coveredBy(agent)
    const answers: AgentProof[] = []
    try {
      for (const [sha256, text] of questions) {
        const parsed = parseJsonObject(text)
        if (!parsed.ok) continue
        const { outcome, message } = await question.ask(parsed.value, covered.has(sha256))
        if (outcome === 'verified') covered.set(sha256, true)
        answers.push({ sha256, outcome, ...(message !== undefined && { message }), askedAt })
      }
    } finally {
      call.close()
    }
    return answers
  }

  /** The texts to ask about, by digest. */
  #questions(texts: readonly string[], { resources, statusLists }: Gathered): Map<string, string> {
    const questions = new Map<string, string>()
    const note = (text: string | undefined, isExternal: (text: string) => boolean): void => {
      if (text === undefined || questions.size >= maxQuestions || !isExternal(text)) return
      const trimmed = text.trim()
      questions.set(createHash('sha256').update(trimmed).digest('hex'), trimmed)
    }
    const textOf = (content: string | undefined): string | undefined =>
      content === undefined ? undefined : this.memo.content(content).text
    const isCredential = (text: string): boolean => this.memo.credential(text).credential?.proof?.kind === 'external'
    const isList = (text: string): boolean => this.memo.statusList(text).list?.proof?.kind === 'external'
    for (const text of texts) note(text, isCredential)
    for (const { content } of resources) note(textOf(content), isCredential)
    for (const { content } of statusLists) note(textOf(content), isList)
    return questions
  }

  #coveredBy(agent: object): LRUCache<string, true> {
    const known = this.#covered.get(agent) ?? new LRUCache<string, true>({ max: 1000 })
    this.#covered.set(agent, known)
    return known
  }
}
