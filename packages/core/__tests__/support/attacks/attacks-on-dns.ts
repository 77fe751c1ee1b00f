import type { DnsEvidence, DnsRequirement } from '../../../src/index.js'
import { dnsAnswer, domainReport, type DomainEnding } from '../dns-answer.js'
import type { Case } from '../judge.js'
import { attack, type Attack } from './attack.js'

const domain = 'example.org'

/** A root that the policy accepts by its DID, and of which it requires a level. */
const ofLevel = (name: string, dns: DnsRequirement, end: string, answersOf: (forged: Case) => DnsEvidence[]): Attack =>
  attack(
    name,
    'R21',
    'dns',
    end,
    { policy: { dns } },
    {
      bundle: (forged) => {
        forged.dnsAnchors = answersOf(forged)
      },
    },
  )

/** A root that nothing but a domain can accept. */
const ofAnchor = (name: string, end: string, answersOf: (forged: Case) => DnsEvidence[]): Attack =>
  attack(
    name,
    'R10 R21',
    'anchor',
    end,
    {},
    {
      bundle: (forged) => {
        forged.policy.anchors = [{ domain }]
        forged.dnsAnchors = answersOf(forged)
      },
    },
  )

const saying =
  (ending: DomainEnding) =>
  ({ chain }: Case): DnsEvidence[] => [dnsAnswer(chain.did('root'), chain.at, [domainReport(domain, ending)])]

/** Puts answers into the evidence, where anybody may write what they like, and nobody asked anything. */
const inBundle =
  (answersOf: (forged: Case) => DnsEvidence[]) =>
  (forged: Case): DnsEvidence[] => {
    forged.evidence.dns = answersOf(forged)
    return []
  }

/** The answer to another question, under the name of the one that was asked. */
const replayed =
  (change: (report: NonNullable<DnsEvidence['report']>, forged: Case) => void) =>
  (forged: Case): DnsEvidence[] => {
    const answers = structuredClone(saying('high')(forged))
    for (const { report } of answers) if (report !== undefined) change(report, forged)
    return answers
  }

const ofAnotherDid = replayed((report, { chain }) => void (report.did = chain.did('mallory')))
const ofAnotherDomain = replayed((report) => void (report.domains = [domainReport('mallory.example', 'high')]))
const ofAnotherTime = replayed((report) => void (report.at = '2020-01-01T00:00:00Z'))
const unproved = replayed((report) => {
  report.domains = [domainReport(domain, 'none', { level: 'high' })]
})
const readLongAgo = ({ chain }: Case): DnsEvidence[] => [
  dnsAnswer(chain.did('root'), chain.at, [domainReport(domain, 'high')], { readAt: '2026-05-01T00:00:00Z' }),
]
const unsignedReadLater = ({ chain }: Case): DnsEvidence[] => [
  dnsAnswer(chain.did('root'), chain.at, [domainReport(domain, 'dns')], { readAt: '2027-01-01T00:00:00Z' }),
]

const unknown = 'indeterminate: dns dns_unreachable chain'
const unknownAnchor = 'indeterminate: anchor dns_unreachable chain'
const refusedAnchor = 'untrusted: anchor anchor_untrusted chain'

/** Whoever answers for a domain that is not theirs, or writes down what DNS is to have said. */
export const attacksOnDns: readonly Attack[] = [
  ofLevel('a DNS level that nothing proves', 'dnssec', unknown, () => []),
  ofLevel('evidence that says itself what DNS says', 'dnssec', unknown, inBundle(saying('high'))),
  ofLevel(
    'DNS answers stripped from the evidence',
    'high',
    unknown,
    inBundle(() => []),
  ),
  ofLevel('a DNS answer about another DID', 'dnssec', unknown, ofAnotherDid),
  ofLevel('a DNS answer about another domain', 'dnssec', unknown, ofAnotherDomain),
  ofLevel('a DNS answer of another time', 'dnssec', unknown, ofAnotherTime),
  ofLevel('a DNS answer read a month before', 'dnssec', unknown, readLongAgo),
  ofLevel('an unsigned DNS answer about the past', 'dns', unknown, unsignedReadLater),
  ofLevel('a DNS level that its own checks belie', 'dnssec', 'untrusted: dns dns_not_anchored chain', unproved),
  ofLevel('a domain whose signatures are forged', 'dnssec', 'untrusted: dns dns_bogus chain', saying('bogus')),
  ofLevel(
    'forged signatures on the keys alone',
    'bidirectional',
    'untrusted: dns dns_bogus chain',
    saying('key bogus'),
  ),
  ofLevel('forged signatures where none are required', 'dns', 'untrusted: dns dns_bogus chain', saying('bogus')),
  ofLevel(
    'an unsigned domain where a signed one is required',
    'dnssec',
    'untrusted: dns dns_insecure chain',
    saying('dns'),
  ),
  ofLevel('a domain that does not know the root', 'dns', 'untrusted: dns dns_not_anchored chain', saying('none')),
  ofLevel(
    'a domain that the root does not know',
    'bidirectional',
    'untrusted: dns dns_backlink_missing chain',
    saying('dnssec'),
  ),
  ofLevel(
    'a domain with the keys of somebody else',
    'high',
    'untrusted: dns dns_key_missing chain',
    saying('bidirectional'),
  ),
  ofLevel('a name server that is kept from answering', 'dnssec', unknown, saying('unreachable')),
  ofAnchor('a domain as anchor that nobody asked', unknownAnchor, () => []),
  ofAnchor('evidence that says itself which domain anchors it', unknownAnchor, inBundle(saying('high'))),
  ofAnchor('an anchoring domain’s answer about another DID', unknownAnchor, ofAnotherDid),
  ofAnchor('an anchor that is another domain', unknownAnchor, ofAnotherDomain),
  ofAnchor('an anchoring domain’s answer of another time', unknownAnchor, ofAnotherTime),
  ofAnchor('an anchoring domain whose signatures are forged', refusedAnchor, saying('bogus')),
  ofAnchor('an anchoring domain that is not signed', refusedAnchor, saying('dns')),
  ofAnchor('an anchoring domain that names others', refusedAnchor, saying('none')),
  ofAnchor('an anchoring domain that can not be asked', unknownAnchor, saying('unreachable')),
]
