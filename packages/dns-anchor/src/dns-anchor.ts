import { formatTime, type DnsAnchorReport, type DnsProofMessage } from '@trustchains/core'
import type { IAgentPlugin } from '@veramo/core-types'
import { anchorRecords } from './anchors/anchor-records.js'
import { DomainLookups, type LookUp } from './anchors/domain-lookups.js'
import { findAnchors } from './anchors/find-anchors.js'
import { isOwnName } from './anchors/is-own-name.js'
import type { DocumentAnswer } from './anchors/judge-domain.js'
import { judgeDid, type AskWebsite } from './anchors/judge-did.js'
import { readDomain } from './anchors/read-domain.js'
import { readAnchorRecordsRequest } from './anchors/read-anchor-records-request.js'
import { resolveDocument } from './anchors/resolve-document.js'
import { validateLookup } from './dnssec/validate-lookup.js'
import { ValidationBudget } from './dnssec/validation-budget.js'
import { judgeDomainLinkage } from './linkage/judge-domain-linkage.js'
import { schema } from './plugin.schema.js'
import {
  invalid,
  refuseUnknown,
  requireBoolean,
  requireDid,
  requireDocument,
  requireFormats,
  requireProof,
  requireTime,
} from './read-arguments.js'
import { readOptions, type ReadOptions } from './read-options.js'
import { DnsLookups } from './resolve/dns-lookups.js'
import { RecordedAnswers } from './resolve/recorded-answers.js'
import { replay } from './resolve/replay.js'
import { withDeadline } from './transport/with-deadline.js'
import type { DnsAnchorOptions } from './types/dns-anchor-options.js'
import type {
  DnsAnchors,
  DnsPublication,
  DnsPublicationWarning,
  DnsZoneRecords,
  GetDnsAnchorRecordsArgs,
  IDnsAnchor,
  IDnsAnchorContext,
  PublishDnsAnchorArgs,
  ResolveDnsAnchorsArgs,
  VerifyDnsAnchorArgs,
} from './types/IDnsAnchor.js'
import { changeRecords, type ZoneChange } from './update/change-records.js'
import { groupByServer } from './update/group-by-server.js'
import { publicationWarnings } from './update/publication-warnings.js'

const recordNames = [
  'did',
  'domain',
  'formats',
  'schemeDomain',
  'didDocument',
  'ttl',
] as const satisfies (keyof GetDnsAnchorRecordsArgs)[]

/**
 * Veramo plugin that anchors DIDs in DNS, validated up to the root of DNSSEC without trusting any resolver.
 *
 * @public
 *
 * @example
 * ```ts
 * import { createAgent, type IResolver } from '@veramo/core'
 * import { DIDResolverPlugin } from '@veramo/did-resolver'
 * import { DnsAnchor, type IDnsAnchor } from '@trustchains/dns-anchor'
 * import { getResolver } from 'cheqd-did-resolver'
 *
 * const agent = createAgent<IResolver & IDnsAnchor>({
 *   plugins: [new DIDResolverPlugin({ ...getResolver() }), new DnsAnchor({ resolvers: ['tls://9.9.9.9'] })],
 * })
 * const { level } = await agent.verifyDnsAnchor({ did: 'did:cheqd:mainnet:…', domain: 'example.org' })
 * ```
 */
export class DnsAnchor implements IAgentPlugin {
  readonly methods: IDnsAnchor
  readonly schema = schema.IDnsAnchor
  readonly #options: ReadOptions
  readonly #lookups: DnsLookups

  /**
   * @param options - which resolvers to ask, trust anchors, limits
   * @throws {@link DnsAnchorError} with code `invalid_options`: an option is unknown or malformed
   */
  constructor(options: DnsAnchorOptions = {}) {
    this.#options = readOptions(options)
    this.#lookups = new DnsLookups(this.#options)
    this.methods = {
      verifyDnsAnchor: this.verifyDnsAnchor.bind(this),
      resolveDnsAnchors: this.resolveDnsAnchors.bind(this),
      getDnsAnchorRecords: this.getDnsAnchorRecords.bind(this),
      publishDnsAnchor: (args, context) => this.#change('add', args, context),
      removeDnsAnchor: (args, context) => this.#change('remove', args, context),
    }
  }

  /** Ends connections to resolvers that are kept open, and forgets their answers. */
  close(): void {
    this.#lookups.close()
  }

  /** {@inheritDoc IDnsAnchor.verifyDnsAnchor} */
  private async verifyDnsAnchor(args: VerifyDnsAnchorArgs, context: IDnsAnchorContext): Promise<DnsAnchorReport> {
    refuseUnknown(args, ['did', 'domain', 'at', 'fresh', 'didDocument', 'proof', 'domainLinkage'])
    const did = requireDid(args.did)
    const domain = args.domain === undefined ? undefined : readDomain(args.domain)
    const at = requireTime(args.at, Date.now())
    const proof = requireProof(args.proof)
    const fresh = requireBoolean('fresh', args.fresh)
    const didDocument = requireDocument(args.didDocument)
    const isAsked = requireBoolean('domainLinkage', args.domainLinkage) ?? this.#options.domainLinkage.byDefault
    return await withDeadline(this.#options.deadlineMs, undefined, async (signal) => {
      const answer: DocumentAnswer =
        didDocument === undefined ? await resolveDocument(did, context.agent, signal) : { document: didDocument }
      const askWebsite = isAsked && proof === undefined ? this.#askWebsite(did, at, fresh, signal) : undefined
      return await judgeDid(did, domain, at, answer, this.#lookUp(at, fresh, proof, signal), askWebsite)
    })
  }

  /** {@inheritDoc IDnsAnchor.resolveDnsAnchors} */
  private async resolveDnsAnchors(args: ResolveDnsAnchorsArgs): Promise<DnsAnchors> {
    refuseUnknown(args, ['domain', 'formats', 'at', 'fresh', 'proof'])
    const domain = readDomain(args.domain)
    const formats = requireFormats(args.formats)
    const at = requireTime(args.at, Date.now())
    const fresh = requireBoolean('fresh', args.fresh)
    const proof = requireProof(args.proof)
    return await withDeadline(this.#options.deadlineMs, undefined, async (signal) => {
      const lookups = new DomainLookups(this.#lookUp(at, fresh, proof, signal))
      const records = await findAnchors(domain, lookups, formats)
      const complete = lookups.reports.every(({ outcome }) => outcome !== undefined)
      return { domain, at: formatTime(at), records, dnssec: lookups.reports, complete, proof: lookups.proof }
    })
  }

  /** {@inheritDoc IDnsAnchor.getDnsAnchorRecords} */
  private async getDnsAnchorRecords(
    args: GetDnsAnchorRecordsArgs,
    context: IDnsAnchorContext,
  ): Promise<DnsZoneRecords> {
    refuseUnknown(args, recordNames)
    return await withDeadline(this.#options.deadlineMs, undefined, async (signal) =>
      anchorRecords(await readAnchorRecordsRequest(args, (did) => resolveDocument(did, context.agent, signal))),
    )
  }

  async #change(
    action: 'add' | 'remove',
    given: PublishDnsAnchorArgs,
    context: IDnsAnchorContext,
  ): Promise<DnsPublication> {
    refuseUnknown(given, [...recordNames, 'waitMs'])
    const { waitMs = 10_000, ...args } = given
    if (!Number.isInteger(waitMs) || waitMs < 1 || waitMs > 600_000) {
      throw invalid('waitMs is a number of milliseconds from 1 to 600000')
    }
    const { records } = await this.getDnsAnchorRecords(args, context)
    const groups = groupByServer(records, this.#options.nameServers)
    const changes = await withDeadline(waitMs, undefined, (signal) => changeRecords(action, groups, signal))
    const warnings = action === 'add' ? await this.#warnings(changes) : []
    const changed = changes.reduce((sum, change) => sum + change.changed.length, 0)
    return { records, changed, signed: changes.every(({ keys }) => keys !== undefined), warnings }
  }

  async #warnings(changes: readonly ZoneChange[]): Promise<DnsPublicationWarning[]> {
    const now = Date.now()
    return await withDeadline(this.#options.deadlineMs, undefined, async (signal) => {
      const lookups = new DomainLookups(this.#lookUp(now, true, undefined, signal))
      return (await Promise.all(changes.map((change) => publicationWarnings(change, lookups, now)))).flat()
    })
  }

  /** A website is asked where it stands now, whatever the time of the report. */
  #askWebsite(did: string, at: number, fresh: boolean | undefined, signal: AbortSignal): AskWebsite {
    const lookUp = this.#lookUp(Date.now(), fresh, undefined, signal)
    return (domain, answer) =>
      judgeDomainLinkage({ did, domain, at, answer }, this.#options.domainLinkage, lookUp, signal)
  }

  #lookUp(at: number, fresh: boolean | undefined, proof: DnsProofMessage[] | undefined, signal: AbortSignal): LookUp {
    if (proof === undefined) {
      return (name, type) => this.#lookups.lookUp({ name, type, at, signal, ...(fresh === true && { fresh }) })
    }
    const recorded = new RecordedAnswers(proof)
    const ofStrangers = ValidationBudget.ofCall()
    return async (name, type) => {
      // TRAIN's pointers lead to strangers, who must not spend what the domain's own names need. Of those there are few:
      // three types for each of the domains, of which so many are looked at.
      const budget = isOwnName(name) ? undefined : ofStrangers
      const steps = validateLookup({ name, type }, at, this.#options.anchors, budget)
      return { verdict: await replay(steps, recorded, signal), proof }
    }
  }
}
