import {
  validateChain,
  ValidationMemo,
  type Evidence,
  type PresentationReport,
  type TrustChainReport,
  type TrustPolicy,
} from '@trustchains/core'
import type { IAgentPlugin } from '@veramo/core-types'
import { AgentProofs } from './agent-proofs/agent-proofs.js'
import { answerAuthorization } from './authorization/answer-authorization.js'
import type { AuthorizationContext } from './authorization/check-issuer-authorization.js'
import { shareSources } from './batch/share-sources.js'
import { trustChainReports, verifyTrustChains, type BatchMeans } from './batch/trust-chain-batches.js'
import { ValidationPool } from './batch/validation-pool.js'
import { verifyEvidence } from './bundle/verify-evidence.js'
import { AnswerCache } from './cache/answer-cache.js'
import { CallCache } from './cache/call-cache.js'
import { collectEvidence, type CollectionPolicy } from './collect/collect-evidence.js'
import type { EvidenceSources } from './collect/evidence-sources.js'
import type { CallTimes } from './collect/read-resource.js'
import { secondLook, type SecondLook } from './collect/second-look.js'
import { DnsAnswers } from './dns/dns-answers.js'
import { withDns } from './dns/with-dns.js'
import { EffectivePolicies } from './effective-policies.js'
import { explainTrustChain } from './explain/explain-trust-chain.js'
import { schema } from './plugin.schema.js'
import { readPresentationArguments } from './presentation/read-presentation-arguments.js'
import { verifyPresentation } from './presentation/verify-presentation.js'
import { readArguments, verifyOnly } from './read-arguments.js'
import { readOptions, type ReadOptions } from './read-options.js'
import { HttpsSource } from './sources/https-source.js'
import { TrustChainVerifierError } from './trust-chain-verifier-error.js'
import type { CheckIssuerAuthorizationArgs, IssuerAuthorization } from './types/check-issuer-authorization.js'
import type {
  CollectTrustChainEvidenceArgs,
  ITrustChainVerifier,
  ITrustChainVerifierContext,
  VerifyTrustChainArgs,
} from './types/ITrustChainVerifier.js'
import type { TrustChainReportsOptions } from './types/trust-chain-reports-options.js'
import type { TrustChainVerifierOptions } from './types/trust-chain-verifier-options.js'
import type { VerifyPresentationTrustChainsArgs } from './types/verify-presentation-trust-chains.js'
import type { TrustChainItem, TrustChainResult } from './types/verify-trust-chains.js'

/**
 * Veramo plugin that verifies a credential back to the root of its trust chain.
 *
 * @public
 *
 * @example
 * ```ts
 * import { createAgent, type IResolver } from '@veramo/core'
 * import { DIDResolverPlugin } from '@veramo/did-resolver'
 * import { TrustChainVerifier, type ITrustChainVerifier } from '@trustchains/chain-verifier'
 * import { getResolver } from 'cheqd-did-resolver'
 *
 * const agent = createAgent<IResolver & ITrustChainVerifier>({
 *   plugins: [
 *     new DIDResolverPlugin({ ...getResolver() }),
 *     new TrustChainVerifier({ policy: { anchors: [{ did: 'did:cheqd:mainnet:…' }] } }),
 *   ],
 * })
 * const report = await agent.verifyTrustChain({ credential })
 * ```
 */
export class TrustChainVerifier implements IAgentPlugin {
  readonly methods: ITrustChainVerifier
  readonly schema = schema.ITrustChainVerifier
  readonly #options: ReadOptions
  readonly #memo = new ValidationMemo()
  readonly #agentProofs = new AgentProofs(this.#memo)
  readonly #cache: AnswerCache | undefined
  readonly #https: HttpsSource | undefined
  readonly #policies: EffectivePolicies
  readonly #batches: BatchMeans

  /**
   * @param options - the policy of calls that give none, where resources are read, and limits
   * @throws {@link TrustChainVerifierError} with code `invalid_options`: an option is unknown or malformed
   */
  constructor(options: TrustChainVerifierOptions = {}) {
    this.#options = readOptions(options)
    const { cache, https } = this.#options
    this.#https = https && new HttpsSource(https)
    this.#cache = cache && new AnswerCache(cache, this.#memo)
    this.#policies = new EffectivePolicies(this.#options.policy, this.#options.limits)
    this.#batches = {
      memo: this.#memo,
      agentProofs: this.#agentProofs,
      pool: new ValidationPool(this.#options.workers),
      policyOf: (given) => this.#policies.of(given),
      sourcesFor: (context, resolved, fresh) =>
        shareSources(this.#sources(context, resolved), fresh, resolved.freshness * 1000, this.#memo),
    }
    this.methods = {
      verifyTrustChain: this.verifyTrustChain.bind(this),
      collectTrustChainEvidence: this.collectTrustChainEvidence.bind(this),
      checkIssuerAuthorization: this.checkIssuerAuthorization.bind(this),
      verifyTrustChains: (args, context) => verifyTrustChains(args, context, this.#batches),
      verifyTrustChainEvidence: (args, context) => verifyEvidence(args, this.#options, this.#memo, context.agent),
      verifyPresentationTrustChains: this.verifyPresentationTrustChains.bind(this),
      // Async, so that misuse rejects, as that of the other methods does.
      explainTrustChain: async (args) => Promise.resolve(explainTrustChain(args)),
    }
  }

  /** {@inheritDoc ITrustChainVerifier.verifyTrustChain} */
  private async verifyTrustChain(
    args: VerifyTrustChainArgs,
    context: ITrustChainVerifierContext,
  ): Promise<TrustChainReport> {
    const started = performance.now()
    const { leaf, times } = readArguments(args, Date.now(), verifyOnly)
    const { policy, resolved } = this.#policies.of(args.policy)
    const sources = this.#sources(context, resolved, args.fresh)
    const handed = 'credential' in leaf ? [leaf.credential] : []
    const { limits } = resolved
    const memo = this.#memo
    const asked = { agent: context.agent, policy, limits, started }
    const dns = dnsOf(context, policy, times, args.fresh)
    const look = async (by: SecondLook): Promise<{ evidence: Evidence; report: TrustChainReport }> => {
      const collected = await collectEvidence(leaf, by.sources, by.resolved, times, memo)
      const [agentProofs, dnsAnchors] = await Promise.all([
        this.#agentProofs.collect(handed, collected, asked),
        dns.collect(collected, { limits, started, memo }),
      ])
      const evidence = withDns(collected, dnsAnchors, limits.maxTotalBytes)
      return { evidence, report: validateChain(evidence, policy, { memo, agentProofs, dnsAnchors }) }
    }
    const first = await look({ sources, resolved })
    const again = first.report.verified ? undefined : secondLook(first.evidence, sources, resolved, started)
    const { evidence, report } = again === undefined ? first : await look(again)
    // What is kept for other calls must not be changed by whoever gets this report.
    return args.includeEvidence === true ? { ...report, evidence: structuredClone(evidence) } : report
  }

  /** {@inheritDoc ITrustChainVerifier.collectTrustChainEvidence} */
  private async collectTrustChainEvidence(
    args: CollectTrustChainEvidenceArgs,
    context: ITrustChainVerifierContext,
  ): Promise<Evidence> {
    const started = performance.now()
    const { leaf, times } = readArguments(args, Date.now())
    const { policy, resolved } = this.#policies.of(args.policy)
    const { limits } = resolved
    const sources = this.#sources(context, resolved, args.fresh)
    const evidence = await collectEvidence(leaf, sources, resolved, times, this.#memo)
    const dns = dnsOf(context, policy, times, args.fresh)
    const answers = await dns.collect(evidence, { limits, started, memo: this.#memo })
    return structuredClone(withDns(evidence, answers, limits.maxTotalBytes))
  }

  /** {@inheritDoc ITrustChainVerifier.verifyPresentationTrustChains} */
  private async verifyPresentationTrustChains(
    args: VerifyPresentationTrustChainsArgs,
    context: ITrustChainVerifierContext,
  ): Promise<PresentationReport> {
    const read = readPresentationArguments(args, Date.now())
    const { policy, resolved } = this.#policies.of(args.policy)
    const sources = this.#sources(context, resolved, args.fresh)
    const { agent } = context
    const dns = dnsOf(context, policy, read.times, args.fresh)
    const means = { sources, policy, resolved, memo: this.#memo, agentProofs: this.#agentProofs, agent, dns }
    return await verifyPresentation(read, means, args.includeEvidence === true)
  }

  /** {@inheritDoc ITrustChainVerifier.checkIssuerAuthorization} */
  private async checkIssuerAuthorization(
    args: CheckIssuerAuthorizationArgs,
    context: ITrustChainVerifierContext,
  ): Promise<IssuerAuthorization> {
    const sourcesFor = (resolved: CollectionPolicy): EvidenceSources => this.#sources(context, resolved, args.fresh)
    const { agent } = context
    const proofsOf: AuthorizationContext['proofsOf'] = (evidence, policy, limits) =>
      this.#agentProofs.collect([], evidence, { agent, policy, limits, started: performance.now() })
    const dnsFor: Parameters<typeof answerAuthorization>[5] = (policy, times) =>
      dnsOf(context, policy, times, args.fresh)
    return await answerAuthorization(args, this.#options, sourcesFor, this.#memo, proofsOf, dnsFor)
  }

  /**
   * Verifies any number of credentials, and gives each result as it comes, in order. What is under way at a time is
   * bounded, so the input may be as long as it likes, and may itself be read as it is needed. A batch of more than 64
   * is judged by worker threads; they end by themselves when there is nothing left to do.
   *
   * As `verifyTrustChains` of the agent, with what JSON can't say: a signal, progress, and a stream.
   *
   * @param items - credentials, or DID URLs of published accreditations
   * @param options - the agent, which needs `resolveDid`, and how to verify
   * @throws {@link TrustChainVerifierError} as `verifyTrustChains` does; and the reason of the signal
   *
   * @example
   * ```ts
   * const verifier = new TrustChainVerifier({ policy })
   * const agent = createAgent<IResolver & ITrustChainVerifier>({ plugins: [resolver, verifier] })
   * for await (const { index, report, error } of verifier.trustChainReports(items, {
   *   agent,
   *   signal: AbortSignal.timeout(600_000),
   *   onProgress: ({ done }) => console.log(done),
   * })) {
   *   console.log(index, report?.verdict ?? error?.code)
   * }
   * ```
   */
  trustChainReports(
    items: Iterable<TrustChainItem> | AsyncIterable<TrustChainItem>,
    options: TrustChainReportsOptions,
  ): AsyncGenerator<TrustChainResult, void> {
    return trustChainReports(items, options, this.#batches)
  }

  /** Ends worker threads at once, which otherwise end when they have had nothing to do for two seconds. */
  async close(): Promise<void> {
    await this.#batches.pool.close()
  }

  #sources(
    context: Pick<ITrustChainVerifierContext, 'agent'>,
    { freshness }: Pick<CollectionPolicy, 'freshness'>,
    fresh = false,
  ): EvidenceSources {
    const { agent } = context
    if (typeof agent.resolveDid !== 'function') {
      throw new TrustChainVerifierError(
        'missing_agent_method',
        'the agent has no method resolveDid; add DIDResolverPlugin of @veramo/did-resolver, with a resolver for ' +
          'did:cheqd (getResolver of cheqd-did-resolver)',
      )
    }
    return {
      resources: this.#options.sources,
      ...(this.#https && { https: this.#https }),
      ...(this.#cache && {
        cache: new CallCache(this.#cache, { nowMs: Date.now(), maxAgeMs: freshness * 1000, fresh }),
      }),
      // With schemaValidation the agent wants options, also where there are none.
      resolveDid: (didUrl, versionTime) =>
        agent.resolveDid({ didUrl, options: versionTime === undefined ? {} : { versionTime } }),
    }
  }
}

const dnsOf = (
  { agent }: Pick<ITrustChainVerifierContext, 'agent'>,
  policy: TrustPolicy,
  { readAt }: CallTimes,
  fresh = false,
): DnsAnswers => new DnsAnswers({ agent, policy, readAt, fresh })
