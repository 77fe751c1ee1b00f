import { isLevel } from './dns-level.js'

/** What a report may have of each at most; that of `@trustchains/dns-anchor` never has more. */
const most = { domains: 64, items: 1024, checks: 16, messages: 256, proofCharacters: 2 * 1024 * 1024, text: 4096 }

type Members = Readonly<Record<string, unknown>>

/**
 * What is wrong with the shape or the size of a `DnsAnchorReport`, which may be JSON from a stranger: whatever the types
 * promise of what is read later.
 *
 * @returns the place and what is wrong there; undefined where nothing is
 */
export function dnsReportFault(report: unknown): string | undefined {
  if (!isObject(report)) return 'report is no object'
  const head = texts(report, ['did', 'at']) ?? optionalTexts(report, ['expiresAt'])
  if (head !== undefined) return `report.${head}`
  if (!isLevel(report.level)) return 'report.level is none that is known'
  return each('report.domains', report.domains, most.domains, domain) ?? proof(report.proof)
}

function domain(item: Members): string | undefined {
  const fault = texts(item, ['domain']) ?? optionalTexts(item, ['expiresAt'])
  if (fault !== undefined) return fault
  if (!isLevel(item.level)) return 'level is none that is known'
  return (
    each('records', item.records, most.items, (record) => texts(record, ['did', 'format', 'name', 'security'])) ??
    each('dnssec', item.dnssec, most.items, lookup) ??
    each('backlinks', item.backlinks, most.items, (link) => texts(link, ['kind', 'value'])) ??
    each('checks', item.checks, most.checks, (check) => texts(check, ['id', 'status', 'code', 'message']))
  )
}

const lookup = (item: Members): string | undefined =>
  texts(item, ['name', 'type', 'security']) ?? optionalTexts(item, ['outcome', 'reason', 'expiresAt'])

function proof(messages: unknown): string | undefined {
  let characters = 0
  const fault = each('report.proof', messages, most.messages, (item) => {
    if (typeof item.message !== 'string') return 'message is no string'
    characters += item.message.length
    return typeof item.type === 'number' ? texts(item, ['name', 'readAt']) : 'type is no number'
  })
  if (fault !== undefined || characters <= most.proofCharacters) return fault
  return `report.proof has more than ${String(most.proofCharacters)} characters`
}

function each(
  place: string,
  list: unknown,
  atMost: number,
  check: (item: Members) => string | undefined,
): string | undefined {
  if (!Array.isArray(list)) return `${place} is no array`
  if (list.length > atMost) return `${place} has more than ${String(atMost)} items`
  for (const [index, item] of list.entries()) {
    const fault = isObject(item) ? check(item) : 'is no object'
    if (fault !== undefined) return `${place}[${String(index)}]${fault.startsWith('is ') ? ' ' : '.'}${fault}`
  }
  return undefined
}

const texts = (item: Members, names: readonly string[]): string | undefined => textsFault(item, names, isText)

const optionalTexts = (item: Members, names: readonly string[]): string | undefined =>
  textsFault(item, names, (value) => value === undefined || isText(value))

function textsFault(item: Members, names: readonly string[], holds: (value: unknown) => boolean): string | undefined {
  const name = names.find((member) => !holds(item[member]))
  return name === undefined ? undefined : `${name} is no string of at most ${String(most.text)} characters`
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= most.text

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
