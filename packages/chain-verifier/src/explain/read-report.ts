import { dnsReportFault, type CheckResult, type ChainLink, type TrustChainReport } from '@trustchains/core'
import { isObject, memberOf } from '../collect/read-members.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'

/** Links of a report that are written; policies allow far fewer. A tree grows with the square of its depth. */
const maxLinks = 256
/** Checks of a report that are written. */
const maxChecks = 8192

const verdicts = ['trusted', 'untrusted', 'indeterminate']
const roles = ['rTAO', 'TAO', 'trusted-issuer', 'holder']
const statuses = ['pass', 'fail', 'skipped', 'indeterminate']

/**
 * Checks that a value has the parts of a report that are explained: a report may have come over a network.
 *
 * @throws TrustChainVerifierError code `invalid_argument`, naming the part that is wrong
 */
export function readReport(value: unknown): TrustChainReport {
  need(isObject(value), 'report must be an object, as verifyTrustChain gave it')
  need(verdicts.includes(memberOf(value, 'verdict') as string), `report.verdict must be ${verdicts.join(', ')}`)
  need(isText(memberOf(value, 'at')), 'report.at must be a string')
  need(isText(memberOf(value, 'expiresAt'), true), 'report.expiresAt must be a string')
  const chain = listOf(value, 'chain', maxLinks)
  chain.forEach((link, index) => {
    need(isLink(link), `report.chain[${String(index)}] is no link of a chain`)
  })
  for (const name of ['checks', 'reasons']) {
    listOf(value, name, maxChecks).forEach((check, index) => {
      need(isCheck(check), `report.${name}[${String(index)}] is no result of a check`)
    })
  }
  if (memberOf(value, 'restsOn') !== undefined) {
    listOf(value, 'restsOn', maxChecks).forEach((fact, index) => {
      need(isFact(fact), `report.restsOn[${String(index)}] is no unproven fact`)
    })
  }
  const dns = memberOf(value, 'dns')
  need(dns === undefined || isSummary(dns), 'report.dns is no summary of DNS anchors')
  const anchor = memberOf(value, 'anchor')
  const names = ['rootAuthorization', 'trustFramework', 'trustFrameworkId', 'domain']
  need(
    anchor === undefined ||
      (textMembers(anchor, ['did', 'matched']) && names.every((name) => isText(memberOf(anchor, name), true))),
    'report.anchor is no matched anchor',
  )
  return value as TrustChainReport
}

function isLink(value: unknown): value is ChainLink {
  const scopes = memberOf(value, 'accreditedFor')
  return (
    roles.includes(memberOf(value, 'role') as string) &&
    textMembers(value, ['issuer']) &&
    isTexts(memberOf(value, 'type')) &&
    ['url', 'id', 'subject', 'validFrom', 'validUntil', 'checksum'].every((name) =>
      isText(memberOf(value, name), true),
    ) &&
    (scopes === undefined || (Array.isArray(scopes) && scopes.every(isScope)))
  )
}

function isScope(value: unknown): boolean {
  const places = memberOf(value, 'limitJurisdiction')
  return (
    isTexts(memberOf(value, 'types')) &&
    isText(memberOf(value, 'schemaId'), true) &&
    (places === undefined || isTexts(places))
  )
}

function isCheck(value: unknown): value is CheckResult {
  const link = memberOf(value, 'link')
  return (
    textMembers(value, ['id', 'code', 'message']) &&
    statuses.includes(memberOf(value, 'status') as string) &&
    (link === null || (typeof link === 'number' && Number.isInteger(link) && link >= 0 && link <= maxLinks))
  )
}

const isFact = (value: unknown): boolean =>
  textMembers(value, ['what', 'source', 'readAt']) && isTexts(memberOf(value, 'items'))

/** A summary is a report without the answers that prove it. */
const isSummary = (value: unknown): boolean => isObject(value) && dnsReportFault({ ...value, proof: [] }) === undefined

function listOf(value: unknown, name: string, most: number): unknown[] {
  const list = memberOf(value, name)
  need(Array.isArray(list) && list.length <= most, `report.${name} must be an array of at most ${String(most)} members`)
  return list as unknown[]
}

const isText = (value: unknown, optional = false): boolean =>
  typeof value === 'string' || (optional && value === undefined)

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string')

const textMembers = (value: unknown, names: string[]): boolean => names.every((name) => isText(memberOf(value, name)))

function need(holds: boolean, message: string): void {
  if (!holds) throw new TrustChainVerifierError('invalid_argument', message)
}
