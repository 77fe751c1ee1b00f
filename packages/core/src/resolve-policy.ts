import type { X509Certificate } from 'node:crypto'
import * as v from 'valibot'
import { isHostPattern } from './allowed-host.js'
import { readDomainName } from './dns/read-domain-name.js'
import { defaultFreshness, defaultLimits } from './default-limits.js'
import { readCertificate } from './existence/read-certificate.js'
import { normalizeDid, parseDidUrl, parseResourceReference, type ResourceReference } from './did-url.js'
import { TrustChainError } from './trust-chain-error.js'
import type { TrustChainLimits, TrustPolicy } from './types/policy.js'

/** A DID anchor whose references have been read. */
export interface ResolvedDidAnchor {
  /** Normalised. */
  did: string
  rootAuthorization?: ResourceReference
  trustFrameworkId?: string
}

/** A policy with every default filled in. `anchors`, `audience`, `jurisdiction` and `trustFrameworks` stay absent where absent. */
export interface ResolvedPolicy extends Required<
  Omit<TrustPolicy, 'anchors' | 'audience' | 'jurisdiction' | 'trustFrameworks' | 'timestampAuthorities' | 'limits'>
> {
  /** Domains: ASCII, in lower case, without a final dot; each once. */
  anchors?: { dids: ResolvedDidAnchor[]; domains: string[] }
  audience?: string[]
  jurisdiction?: string
  trustFrameworks?: string[]
  /** Empty: no timestamp proves anything. */
  timestampAuthorities: readonly X509Certificate[]
  limits: Required<TrustChainLimits>
}

const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most))
const did = v.pipe(
  text(2048),
  v.check((value) => {
    const url = parseDidUrl(value)
    return (
      url !== undefined && !url.resolverUrl && url.path === '' && url.query.length === 0 && url.fragment === undefined
    )
  }, 'is no DID (did:<method>:<id>, without path, query or fragment)'),
)
const resourceUrl = v.pipe(
  text(2048),
  v.check((value) => parseResourceReference(value) !== undefined, 'is no DID URL of one DID-Linked Resource'),
)
/** Certificates of timestamp authorities: each is compared with those of a timestamp. */
const maxAuthorities = 32
const certificate = v.pipe(
  text(16_384),
  v.check((value) => readCertificate(value) !== undefined, 'is no X.509 certificate in PEM, or DER in base64'),
)
const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER))
/** Seconds: a hundred years, so that a time plus it can still be written. */
const maxFreshness = 100 * 365 * 86_400
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(1000))

/** An object of these fields and no other: one that is not known is most often a known one misspelt. */
const strictFields = <T extends v.ObjectEntries>(entries: T) =>
  v.pipe(
    v.unknown(),
    v.check(isRecord, 'is no object'),
    v.strictObject(entries, ({ expected }) =>
      expected === 'never' ? `is not known; known are ${Object.keys(entries).join(', ')}` : 'is missing',
    ),
  )

// An array or a Map without members would pass for a policy that asks for nothing.
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !(Symbol.iterator in value)

const limits = strictFields({
  maxLinks: v.optional(positive),
  maxFetches: v.optional(positive),
  maxResourceBytes: v.optional(positive),
  maxTotalBytes: v.optional(positive),
  maxInflatedBytes: v.optional(positive),
  maxKeysPerSignature: v.optional(positive),
  deadlineMs: v.optional(positive),
  maxConcurrentFetches: v.optional(positive),
})

const didAnchor = strictFields({
  did,
  rootAuthorization: v.optional(resourceUrl),
  trustFrameworkId: v.optional(text(2048)),
})
const domainAnchor = strictFields({
  domain: v.pipe(
    text(253),
    v.check((value) => readDomainName(value) !== undefined, 'is no domain, as example.org'),
  ),
})
const isDomainAnchor = (anchor: unknown): boolean => typeof anchor === 'object' && anchor !== null && 'domain' in anchor

// Strict: an unknown field is most often a misspelt one, and a policy without it would ask for less than was meant.
const policySchema = strictFields({
  anchors: v.optional(list(v.lazy((anchor) => (isDomainAnchor(anchor) ? domainAnchor : didAnchor)))),
  dns: v.optional(v.picklist(['off', 'report', 'dns', 'dnssec', 'bidirectional', 'high'])),
  status: v.optional(v.picklist(['if-present', 'required', 'off'])),
  expiry: v.optional(v.picklist(['if-present', 'required'])),
  validity: v.optional(v.picklist(['shell', 'chain'])),
  timestampAuthorities: v.optional(v.pipe(v.array(certificate), v.maxLength(maxAuthorities))),
  maxPathLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  algorithms: v.optional(list(v.picklist(['EdDSA', 'ES256', 'ES256K']))),
  keyPurposes: v.optional(list(v.picklist(['assertionMethod', 'authentication']))),
  otherProofs: v.optional(v.picklist(['refuse', 'agent'])),
  contexts: v.optional(list(text(2048))),
  audience: v.optional(list(text(2048))),
  jurisdiction: v.optional(text(2048)),
  superseded: v.optional(v.picklist(['recheck', 'accept', 'refuse'])),
  trustFrameworks: v.optional(list(text(2048))),
  schema: v.optional(v.picklist(['off', 'if-present', 'required'])),
  dialect: v.optional(v.picklist(['lenient', 'strict'])),
  webHosts: v.optional(list(v.pipe(v.string(), v.check(isHostPattern, 'is no host, as example.org or .example.org')))),
  freshness: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxFreshness))),
  limits: v.optional(limits),
}) satisfies v.GenericSchema<unknown, TrustPolicy>

/**
 * Checks a policy and fills in the defaults (docs/rules.md, Policy).
 *
 * @param policy - what the relying party asks; `{}` is valid and trusts nothing
 * @throws {@link TrustChainError} with code `invalid_policy`, naming the field: unknown fields, wrong values
 */
export function resolvePolicy(policy: TrustPolicy): ResolvedPolicy {
  const parsed = v.safeParse(policySchema, policy, { abortEarly: true })
  if (!parsed.success) {
    const [issue] = parsed.issues
    const path = v.getDotPath(issue)
    throw new TrustChainError('invalid_policy', `policy${path === null ? '' : `.${path}`}: ${issue.message}`)
  }
  const { anchors, timestampAuthorities = [], limits: given, ...rest } = parsed.output
  if (rest.dns === 'off' && anchors?.some((anchor) => 'domain' in anchor) === true) {
    throw new TrustChainError(
      'invalid_policy',
      'policy.dns: is off, so no anchor can be a domain; leave it out, or name DIDs',
    )
  }
  return {
    dns: 'report',
    status: 'if-present',
    expiry: 'if-present',
    validity: 'shell',
    maxPathLength: 10,
    algorithms: ['EdDSA', 'ES256', 'ES256K'],
    keyPurposes: ['assertionMethod', 'authentication'],
    otherProofs: 'refuse',
    contexts: [],
    superseded: 'recheck',
    schema: 'if-present',
    dialect: 'lenient',
    freshness: defaultFreshness,
    webHosts: [],
    ...definedOnly(rest),
    ...(anchors && { anchors: resolveAnchors(anchors) }),
    timestampAuthorities: timestampAuthorities.flatMap((text) => readCertificate(text) ?? []),
    limits: { ...defaultLimits, ...(given && definedOnly(given)) },
  }
}

function resolveAnchors(anchors: NonNullable<TrustPolicy['anchors']>): NonNullable<ResolvedPolicy['anchors']> {
  const dids: ResolvedDidAnchor[] = []
  const domains = new Set<string>()
  for (const anchor of anchors) {
    if ('domain' in anchor) {
      domains.add(readDomainName(anchor.domain) ?? '')
      continue
    }
    const rootAuthorization =
      anchor.rootAuthorization === undefined ? undefined : parseResourceReference(anchor.rootAuthorization)
    dids.push({
      did: normalizeDid(anchor.did),
      ...(rootAuthorization && { rootAuthorization }),
      ...(anchor.trustFrameworkId !== undefined && { trustFrameworkId: anchor.trustFrameworkId }),
    })
  }
  return { dids, domains: [...domains] }
}

/** A field that is there but undefined must not take the place of a default. */
function definedOnly<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}
