import {
  dnsInquiries,
  dnsReportFault,
  parseTime,
  reachesLevel,
  type DnsAnchorReport,
  type DnsEvidence,
  type DnsInquiry,
  type Evidence,
  type EvidenceError,
  type JsonObject,
  type TrustChainLimits,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import { isDeepStrictEqual } from 'node:util'
import { CallLimits } from '../collect/call-limits.js'
import { agentDns, type AskDns, type DnsQuestion } from './agent-dns.js'
import { recordedAnswer } from './recorded-answer.js'

/** What DNS is asked with. */
export interface DnsMeans {
  /** As the plugin is handed it. */
  agent: object
  policy: TrustPolicy
  /** The time of the call, RFC 3339. */
  readAt: string
  /** Ask anew, whatever the plugin keeps. */
  fresh?: boolean
  /** Ends everything. */
  signal?: AbortSignal
  /** The answers of a bundle: they are validated anew, and no resolver is asked. */
  recorded?: readonly DnsEvidence[]
}

/** Within what one judgement may ask. */
export interface DnsBounds {
  limits: Required<TrustChainLimits>
  /** When it began, by `performance.now()`: its deadline is for everything. */
  started: number
  memo: ValidationMemo
}

/** Of a deadline, what may be spent on answers that are only told. */
const toldPart = 4

const source = 'agent.verifyDnsAnchor'

/** An answer, and the document that it was asked with. */
interface Shared {
  document: JsonObject | undefined
  answer: Promise<DnsEvidence>
}

/**
 * Asks the agent's own DNS plugin what evidence and policy call for. Its answers are handed to the validation beside the
 * evidence. Judgements of one call, or of one batch, share them.
 */
export class DnsAnswers {
  readonly #ask: AskDns | undefined
  readonly #isPossible: boolean
  readonly #shared = new Map<string, Shared>()

  constructor(readonly means: DnsMeans) {
    this.#ask = agentDns(means.agent)
    const { dns, anchors } = means.policy
    const isRequired = dns !== undefined && dns !== 'report'
    const hasDomain = Array.isArray(anchors) && anchors.some((anchor) => 'domain' in anchor)
    this.#isPossible = dns !== 'off' && (this.#ask !== undefined || isRequired || hasDomain)
  }

  /** Whether nothing will ever be asked. */
  get isIdle(): boolean {
    return !this.#isPossible
  }

  /**
   * What DNS says about the roots that evidence leads to. Never rejects for DNS: why there is no answer stands in its place.
   *
   * @throws TrustChainError code `invalid_evidence`
   */
  async collect(evidence: Evidence, { limits, started, memo }: DnsBounds): Promise<DnsEvidence[]> {
    if (this.isIdle) return []
    const inquiries = dnsInquiries(evidence, this.means.policy, { memo })
    const found = await Promise.all(
      inquiries.map(async (inquiry) => {
        // What is only told must not hold up a verdict that does not rest on it.
        const whole = inquiry.isNeeded ? limits.deadlineMs : limits.deadlineMs / toldPart
        const left = Math.min(whole, started + limits.deadlineMs - performance.now())
        const call = new CallLimits({ ...limits, deadlineMs: Math.max(1, left) }, this.means.signal)
        try {
          return await this.#inquire(inquiry, evidence.at, call)
        } finally {
          call.close()
        }
      }),
    )
    return found.flat()
  }

  async #inquire(inquiry: DnsInquiry, at: string, call: CallLimits): Promise<DnsEvidence[]> {
    if (this.#ask === undefined && !inquiry.isNeeded) return []
    const answers: DnsEvidence[] = []
    for (const round of inquiry.rounds) {
      answers.push(...(await Promise.all(round.map((domain) => this.#share(inquiry, domain, at, call)))))
      if (answers.some(({ report }) => report !== undefined && reachesLevel(report.level, inquiry.enough))) break
    }
    return answers
  }

  async #share(inquiry: DnsInquiry, domain: string | undefined, at: string, call: CallLimits): Promise<DnsEvidence> {
    const { did, didDocument: document } = inquiry
    const key = `${did} ${domain ?? ''}`
    const known = this.#shared.get(key)
    if (known !== undefined && isDeepStrictEqual(known.document, document)) return await known.answer
    const answer = this.#answer(inquiry, domain, at, call)
    const shared = { document, answer }
    this.#shared.set(key, shared)
    const found = await answer
    // Another judgement has its own deadline.
    if (found.error !== undefined && this.#shared.get(key) === shared) this.#shared.delete(key)
    return found
  }

  async #answer(
    { did, didDocument, isNeeded, enough }: DnsInquiry,
    domain: string | undefined,
    at: string,
    call: CallLimits,
  ): Promise<DnsEvidence> {
    const { readAt, fresh, recorded } = this.means
    const item = recorded && recordedAnswer(recorded, did, domain)
    const head: Omit<DnsEvidence, 'report' | 'error'> = {
      did,
      ...(domain !== undefined && { domain }),
      source: item?.source ?? (recorded === undefined ? source : 'bundle'),
      readAt: item?.readAt ?? readAt,
    }
    const ask = this.#ask
    if (ask === undefined) return { ...head, error: noPlugin }
    if (recorded !== undefined && item === undefined) return { ...head, error: notRecorded }
    const tooMany = call.count()
    if (tooMany !== undefined) return { ...head, error: tooMany }
    const question: DnsQuestion = {
      did,
      ...(domain !== undefined && { domain }),
      at,
      // Without one the plugin would resolve the DID by itself, and judge by another document than we do.
      didDocument: didDocument ?? {},
      ...(fresh === true && { fresh }),
      ...(item?.report && { proof: item.report.proof }),
    }
    const first = await this.#attempt(question, call, ask)
    const { report } = first
    const isFinal = recorded !== undefined || fresh === true || !isNeeded || report === undefined
    if (isFinal || reachesLevel(report.level, enough) || !isOld(report, readAt)) return { ...head, ...first }
    // As for all sources: a refusal must not rest on what was read a while ago.
    return { ...head, ...(await this.#attempt({ ...question, fresh: true }, call, ask)) }
  }

  async #attempt(question: DnsQuestion, call: CallLimits, ask: AskDns): Promise<Pick<DnsEvidence, 'report' | 'error'>> {
    const attempt = await call.attempt(async () => readReport(await ask(question)))
    return attempt.ok ? attempt.value : { error: attempt.error }
  }
}

/** Milliseconds: so old at most is a refusal. */
const secondLookMs = 10_000

/** Whether what the plugin kept was read a while ago; keys of zones above may be of any age. */
const isOld = ({ proof }: DnsAnchorReport, readAt: string): boolean =>
  proof.some(
    (item) => item.name.startsWith('_') && (parseTime(item.readAt) ?? 0) < (parseTime(readAt) ?? 0) - secondLookMs,
  )

const noPlugin: EvidenceError = {
  code: 'unreachable',
  message:
    'the agent has no method verifyDnsAnchor, so DNS can not be asked; add DnsAnchor of @trustchains/dns-anchor to its plugins',
}

const notRecorded: EvidenceError = {
  code: 'notFound',
  message: 'the bundle has no DNS answers about it; collect it under a policy that asks for them',
}

/** A copy, so that evidence is plain JSON and nobody changes it while it is judged. */
function readReport(value: unknown): { report: DnsAnchorReport } | { error: EvidenceError } {
  const report: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value))
  const fault = dnsReportFault(report)
  if (fault === undefined) return { report: report as DnsAnchorReport }
  return { error: { code: 'invalid', message: `the agent's DNS plugin gave no report: ${fault}` } }
}
