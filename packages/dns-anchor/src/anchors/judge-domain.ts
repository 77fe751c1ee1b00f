import {
  type DnsAnchorCheck,
  type DnsAnchorLevel,
  type DnsAnchorRecord,
  type DnsDomainReport,
  type DnsLookupReport,
} from '@trustchains/core'
import type { DidDocumentObject } from '../types/IDnsAnchor.js'
import type { DomainLookups } from './domain-lookups.js'
import { findAnchors } from './find-anchors.js'
import { findBacklinks } from './find-backlinks.js'
import { matchKeys, maxTlsaRecords } from './match-keys.js'
import { readTlsa } from './read-rdata.js'

/** The DID's document, or why it could not be had. */
export type DocumentAnswer = { document: DidDocumentObject } | { document?: undefined; reason: string }

/**
 * Judges how firmly a domain anchors a DID (docs/dns.md, What each level means to a relying party).
 *
 * @param did - normalised
 * @param domain - as `readDomain` gives it
 */
export async function judgeDomain(
  did: string,
  domain: string,
  answer: DocumentAnswer,
  lookups: DomainLookups,
): Promise<DnsDomainReport> {
  const records = await findAnchors(domain, lookups)
  const own = records.filter((record) => record.did === did)
  const anchored = checkAnchored(domain, records, own, lookups.reports)
  const dnssec = checkDnssec(domain, anchored, own)
  const { document } = answer
  const backlinks = document === undefined ? [] : findBacklinks(document).filter((link) => link.domain === domain)
  const backlink = checkBacklink(domain, answer, backlinks.length)
  const reaches = [anchored, dnssec, backlink].every(({ status }) => status === 'pass')
  const key =
    reaches && document !== undefined
      ? await checkKey(domain, document, lookups)
      : check('key', 'skipped', 'not_reached', 'no key is looked for below the level bidirectional')
  const checks = [anchored, dnssec, backlink, key]
  // TRAIN's records have a TTL of 0: they bound the level only where it rests on them.
  const byTrain = own.length > 0 && own.every(({ format }) => format === 'train')
  const expiresAt = earliest(lookups.reports.filter(({ name }) => byTrain || name === `_did.${domain}.`))
  return {
    domain,
    level: levelOf(anchored, dnssec, backlink, key),
    records,
    dnssec: lookups.reports,
    backlinks: backlinks.map(({ kind, value }) => ({ kind, value })),
    checks,
    ...(expiresAt !== undefined && { expiresAt }),
  }
}

function levelOf(
  ...[anchored, dnssec, backlink, key]: [DnsAnchorCheck, DnsAnchorCheck, DnsAnchorCheck, DnsAnchorCheck]
): DnsAnchorLevel {
  if (anchored.status !== 'pass') return 'none'
  // Bogus and indeterminate are no lower level: they fail.
  if (key.code === 'dns_bogus' || key.code === 'dns_unreachable') return 'none'
  if (dnssec.status !== 'pass') return 'dns'
  if (backlink.status !== 'pass') return 'dnssec'
  return key.status === 'pass' ? 'high' : 'bidirectional'
}

function checkAnchored(
  domain: string,
  records: readonly DnsAnchorRecord[],
  own: readonly DnsAnchorRecord[],
  reports: readonly DnsLookupReport[],
): DnsAnchorCheck {
  // What could be learnt of `_did` must be good in all; TRAIN's pointers lead to strangers, and count where nothing else
  // names the DID.
  const named = own.length > 0
  const broken = worstOf(reports.filter(({ name }) => !named || name === `_did.${domain}.`))
  if (broken !== undefined) return broken
  if (named) return check('anchored', 'pass', 'ok', `${domain} names the DID`)
  const others = new Set(records.map(({ did }) => did)).size
  const message = others === 0 ? `${domain} names no DID` : `${domain} names ${others} DID(s), not this one`
  return check('anchored', 'fail', 'dns_not_anchored', message)
}

/** The check that fails for look-ups that ended bogus or indeterminate; bogus first, it says more. */
function worstOf(
  reports: readonly DnsLookupReport[],
  id: DnsAnchorCheck['id'] = 'anchored',
): DnsAnchorCheck | undefined {
  const bogus = reports.find(({ security }) => security === 'bogus')
  if (bogus !== undefined) return check(id, 'fail', 'dns_bogus', bogus.reason ?? `${bogus.name} is bogus`)
  const unknown = reports.find(({ security }) => security === 'indeterminate')
  return unknown && check(id, 'indeterminate', 'dns_unreachable', unknown.reason ?? `${unknown.name} has no answer`)
}

function checkDnssec(domain: string, anchored: DnsAnchorCheck, own: readonly DnsAnchorRecord[]): DnsAnchorCheck {
  if (anchored.status !== 'pass') return check('dnssec', 'skipped', 'not_reached', 'there is nothing to validate')
  if (own.some(({ security }) => security === 'secure')) {
    return check('dnssec', 'pass', 'ok', `${domain} is signed up to a trust anchor`)
  }
  return check(
    'dnssec',
    'fail',
    'dns_insecure',
    `${domain} is proved not to be signed, so that anybody on the way could have forged it`,
  )
}

function checkBacklink(domain: string, answer: DocumentAnswer, count: number): DnsAnchorCheck {
  if (count > 0) return check('backlink', 'pass', 'ok', `the DID document names ${domain}`)
  if (answer.document !== undefined) {
    return check('backlink', 'fail', 'dns_backlink_missing', `the DID document does not name ${domain}`)
  }
  return check('backlink', 'indeterminate', 'dns_unreachable', `the DID document could not be read: ${answer.reason}`)
}

async function checkKey(domain: string, document: DidDocumentObject, lookups: DomainLookups): Promise<DnsAnchorCheck> {
  const { security, rdatas } = await lookups.lookUp(`_did.${domain}`, 'TLSA')
  if (security === 'bogus' || security === 'indeterminate') {
    return worstOf(lookups.reports.slice(-1), 'key') as DnsAnchorCheck
  }
  if (rdatas.length > maxTlsaRecords) {
    return check('key', 'fail', 'dns_key_missing', `_did.${domain} has over ${maxTlsaRecords} TLSA records`)
  }
  const records = rdatas.map(readTlsa).filter((record) => record !== undefined)
  const method = security === 'secure' ? matchKeys(document, records) : undefined
  if (method !== undefined)
    return check('key', 'pass', 'ok', `the TLSA records of _did.${domain} hold the key ${method}`)
  return check(
    'key',
    'fail',
    'dns_key_missing',
    `no signed TLSA record of _did.${domain} holds a key of the DID document`,
  )
}

function earliest(reports: readonly DnsLookupReport[]): string | undefined {
  return reports
    .map(({ expiresAt }) => expiresAt)
    .filter((time) => time !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0]
}

function check(
  id: DnsAnchorCheck['id'],
  status: DnsAnchorCheck['status'],
  code: DnsAnchorCheck['code'],
  message: string,
): DnsAnchorCheck {
  return { id, status, code, message: message.slice(0, 512) }
}
