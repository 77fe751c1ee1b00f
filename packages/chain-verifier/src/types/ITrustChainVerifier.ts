import type { Evidence, PresentationReport, TrustChainReport, TrustPolicy } from '@trustchains/core'
import type { IAgentContext, IPluginMethodMap, IResolver } from '@veramo/core-types'
import type { CheckIssuerAuthorizationArgs, IssuerAuthorization } from './check-issuer-authorization.js'
import type { CredentialObject } from './credential-object.js'
import type { VerifyPresentationTrustChainsArgs } from './verify-presentation-trust-chains.js'
import type { TrustChainResults, VerifyTrustChainsArgs } from './verify-trust-chains.js'
import type { VerifyTrustChainEvidenceArgs } from './verify-trust-chain-evidence.js'

/** What to collect the evidence for, and how. Exactly one of `credential` and `didUrl` is given. */
export interface CollectTrustChainEvidenceArgs {
  /**
   * The credential: a compact JWT, the text of its JSON, or the JSON itself. Where you have the text as it was
   * received, hand over the text.
   */
  credential?: string | CredentialObject
  /**
   * Instead of a credential, the DID URL of an accreditation published as a DID-Linked Resource, pinned
   * (`did:cheqd:testnet:…/resources/…`) or by name (`did:cheqd:testnet:…?resourceName=…&resourceType=…`).
   */
  didUrl?: string
  /** Overrides members of the plugin's policy; an empty list in it accepts nothing. */
  policy?: TrustPolicy
  /** The time of evaluation, RFC 3339, as 2026-06-01T12:00:00Z. Default: now. */
  at?: string
  /**
   * Proofs that the credential existed at a time, for validity `chain`; at most 8. Each is the DID URL of a DID-Linked
   * Resource on the ledger of the credential's parent that holds the credential, or JSON with the member `sha256`: the
   * hex sha-256 of its JWT (or of its text), or a list of such; or an RFC 3161 timestamp over it (TimeStampResp or
   * TimeStampToken, DER in base64) from one of the policy's `timestampAuthorities`.
   */
  existence?: string[]
  /** Ask the sources again, whatever is cached. Default: false. */
  fresh?: boolean
}

/** What to verify, and how. Exactly one of `credential` and `didUrl` is given. */
export interface VerifyTrustChainArgs extends CollectTrustChainEvidenceArgs {
  /** Put the evidence into the report. Default: false. */
  includeEvidence?: boolean
}

/** A form in which a report can be read by people. */
export type TrustChainExplanationFormat = 'text' | 'mermaid' | 'svg'

/** The report to explain, and the form. */
export interface ExplainTrustChainArgs {
  /** As `verifyTrustChain` gave it. */
  report: TrustChainReport
  /** `text`: a tree for a terminal; `mermaid`: a flowchart; `svg`: a picture that needs nothing else. Default: `text`. */
  format?: TrustChainExplanationFormat
}

/** A report for people. */
export interface TrustChainExplanation {
  format: TrustChainExplanationFormat
  /** Without control characters, whatever stood in the credentials. */
  text: string
}

/**
 * Verifies credentials back to the root of their trust chain.
 *
 * @public
 */
export interface ITrustChainVerifier extends IPluginMethodMap {
  /**
   * Verifies a credential, or a published accreditation, back to a root that the policy accepts.
   *
   * A bad credential, a broken chain or a source that can't be reached is not thrown: it stands in the report, with
   * its code. Without anchors in the policy nothing is trusted: verdict `indeterminate`, code `no_trust_anchor`.
   *
   * @param args - what to verify, and how
   * @param context - needs `resolveDid` (DIDResolverPlugin of `@veramo/did-resolver`); DNS is asked through `verifyDnsAnchor`
   *   (DnsAnchor of `@trustchains/dns-anchor`) where the agent has it
   * @returns the report; `verified` is true only for the verdict `trusted`
   * @throws TrustChainVerifierError code `invalid_argument`: neither or both of `credential` and `didUrl` are given,
   *   `didUrl` is no DID URL, `at` is no RFC 3339 time
   * @throws TrustChainVerifierError code `invalid_policy`: the policy has an unknown or malformed member
   * @throws TrustChainVerifierError code `missing_agent_method`: the agent can't resolve DIDs
   *
   * @example
   * ```ts
   * const report = await agent.verifyTrustChain({
   *   credential: diplomaJwt,
   *   policy: { anchors: [{ did: 'did:cheqd:mainnet:…' }] },
   * })
   * if (!report.verified) console.log(report.reasons[0]?.code, report.reasons[0]?.message)
   * ```
   */
  verifyTrustChain(args: VerifyTrustChainArgs, context: ITrustChainVerifierContext): Promise<TrustChainReport>

  /**
   * Verifies many credentials, or published accreditations, as of one time and under one policy.
   *
   * What several of them need is read once. A batch of more than 64 is judged by worker threads on all cores. Results
   * are in the order of the items; an item that is none has an `error` in its place, a bad credential a report, and
   * neither fails the others. To stop a batch, to see it progress, or to stream one that is larger than fits into
   * memory, use `trustChainReports` of the plugin.
   *
   * @param args - what to verify, and how
   * @param context - needs `resolveDid` (DIDResolverPlugin of `@veramo/did-resolver`)
   * @returns a result for each item
   * @throws TrustChainVerifierError code `invalid_argument`: `items` is no array, or too long; `at` is no RFC 3339 time
   * @throws TrustChainVerifierError code `invalid_policy` or `missing_agent_method`, as `verifyTrustChain` does
   *
   * @example
   * ```ts
   * const { results } = await agent.verifyTrustChains({ items: credentials.map((credential) => ({ credential })) })
   * const trusted = results.filter(({ report }) => report?.verified)
   * ```
   */
  verifyTrustChains(args: VerifyTrustChainsArgs, context: ITrustChainVerifierContext): Promise<TrustChainResults>

  /**
   * Gathers what a verification rests on, without judging it.
   *
   * Fetches, in parallel and within the policy's limits, the accreditations up to the root, the newest versions of
   * those that are pinned, DID documents and JSON Schemas. What could not be had stands in it with the reason. The
   * policy decides what is fetched: with `schema: 'off'` no JSON Schemas are, with `superseded: 'accept'` no newer
   * versions.
   *
   * @param args - what to collect the evidence for
   * @param context - needs `resolveDid` (DIDResolverPlugin of `@veramo/did-resolver`)
   * @returns the evidence, plain JSON
   * @throws TrustChainVerifierError as `verifyTrustChain` does
   */
  collectTrustChainEvidence(args: CollectTrustChainEvidenceArgs, context: ITrustChainVerifierContext): Promise<Evidence>

  /**
   * Judges evidence that was collected before, as `verifyTrustChain` would, without any network.
   *
   * The evidence may have been saved, or sent by a stranger. It is bounded and checked for its shape; signatures,
   * checksums and the policy's anchors prove what they can. What they can't prove, a DID document above all, is the
   * word of whoever made the bundle: `restsOn` of the report lists it, with sources that start with `bundle`. So trust
   * a bundle's verdict no more than you trust where the bundle came from, or have `verifyTrustChain` ask the ledger.
   * For a later time than it was collected for, beyond the policy's `freshness`, or an earlier one than what is in it
   * came to be, what the bundle can't answer is `indeterminate`.
   *
   * DNS answers in it are validated anew by the agent's DNS plugin (`verifyDnsAnchor`), which is what counts: what the
   * bundle says of them is not believed, and without the plugin it is not known.
   *
   * @param args - the evidence, and how to judge it
   * @param context - `verifyDnsAnchor` (DnsAnchor of `@trustchains/dns-anchor`) is asked where the policy looks at DNS
   * @returns the report
   * @throws TrustChainVerifierError code `invalid_evidence`: it is malformed, too large, too deep, or of a version that
   *   is not known; the message names the place
   * @throws TrustChainVerifierError code `invalid_argument` or `invalid_policy`
   *
   * @example
   * ```ts
   * const evidence = await agent.collectTrustChainEvidence({ credential })
   * await writeFile('evidence.json', JSON.stringify(evidence))
   * // years later, offline
   * const report = await agent.verifyTrustChainEvidence({ evidence: await readFile('evidence.json', 'utf8') })
   * ```
   */
  verifyTrustChainEvidence(
    args: VerifyTrustChainEvidenceArgs,
    context: ITrustChainVerifierContext,
  ): Promise<TrustChainReport>

  /**
   * Verifies a Verifiable Presentation: that its holder made it for this occasion, that every credential in it speaks of
   * the holder, and the trust chain of each.
   *
   * It must be signed with a key for `authentication` of the holder's DID. Give `challenge`, a value of your own for this
   * one occasion, and `domain`, your name for yourself: without the first a recorded presentation can be shown again,
   * which the check `challenge` says; without the second a presentation that is made for somebody is `indeterminate`.
   *
   * @param args - the presentation, what the holder was asked for, and how to judge it
   * @param context - needs `resolveDid` (DIDResolverPlugin of `@veramo/did-resolver`)
   * @returns the report; `verified` is true only where the presentation holds and every credential in it is trusted
   * @throws TrustChainVerifierError as `verifyTrustChain` does
   *
   * @example
   * ```ts
   * const report = await agent.verifyPresentationTrustChains({ presentation, challenge, domain: 'https://verifier.example' })
   * if (report.verified) console.log(report.holder, report.credentials[0]?.chain)
   * ```
   */
  verifyPresentationTrustChains(
    args: VerifyPresentationTrustChainsArgs,
    context: ITrustChainVerifierContext,
  ): Promise<PresentationReport>

  /**
   * Answers without a credential: may this DID issue (or accredit others to issue) that, under that root?
   *
   * With `locator`, the accreditation it names is judged. Without, those that the authority and the accredited below it
   * have published are searched, level by level, within the policy's limits: an accreditation of the issuer that
   * permits it is a yes. Each is judged by the checks of `verifyTrustChain`, on a draft of the credential that is asked
   * about. A no is definite (`untrusted`) only where the search was complete; else the verdict is `indeterminate`.
   * What a policy asks of a credential itself (a status, an expiry, that its content satisfies a schema) is not asked
   * of the draft; the accreditations must meet the policy as it stands.
   *
   * @param args - who, what, and under which root
   * @param context - needs `resolveDid` (DIDResolverPlugin of `@veramo/did-resolver`)
   * @returns the answer, with the report on the accreditation where there is one
   * @throws TrustChainVerifierError code `invalid_argument`: an argument is missing, unknown or malformed
   * @throws TrustChainVerifierError code `invalid_policy`: the policy has a malformed member, or anchors
   * @throws TrustChainVerifierError code `missing_agent_method`: the agent can't resolve DIDs
   *
   * @example
   * ```ts
   * const { authorized, message } = await agent.checkIssuerAuthorization({
   *   issuer: 'did:cheqd:mainnet:…',
   *   type: 'DiplomaCredential',
   *   authority: 'did:cheqd:mainnet:…',
   * })
   * ```
   */
  checkIssuerAuthorization(
    args: CheckIssuerAuthorizationArgs,
    context: ITrustChainVerifierContext,
  ): Promise<IssuerAuthorization>

  /**
   * Writes a report for people: as a tree for a terminal, as a Mermaid flowchart, or as a self-contained SVG picture
   * in dark and light.
   *
   * @param args - the report and the form
   * @returns the text
   * @throws TrustChainVerifierError code `invalid_argument`: `report` is no report or `format` is not known
   *
   * @example
   * ```ts
   * const { text } = await agent.explainTrustChain({ report })
   * console.log(text)
   * ```
   */
  explainTrustChain(args: ExplainTrustChainArgs): Promise<TrustChainExplanation>
}

/**
 * What the plugin needs of the agent it stands in.
 *
 * @public
 */
export type ITrustChainVerifierContext = IAgentContext<IResolver>
