import type { CheckResult, TrustChainReport } from '@trustchains/core'
import { describeCheck, verdictMark } from './check-mark.js'
import { cleanName, cleanText } from './clean-text.js'
import { describeLink, describeRole } from './describe-link.js'
import { dnsLines } from './dns-lines.js'
import { restsOnLines } from './rests-on-lines.js'

/**
 * A report as a tree for a terminal: the verdict and its reasons, then the chain from the root to the leaf, each
 * link with its checks, then the checks of the whole chain and on whose word it rests. Marks: ✓ pass, ✗ fail, – skipped, ? indeterminate.
 */
export function textTree(report: TrustChainReport): string {
  const restsOn = restsOnLines(report)
  return [
    ...verdictLines(report),
    '',
    ...treeLines(report),
    '',
    'whole chain',
    ...checksOf(report, null).map((check) => `   ${describeCheck(check)}`),
    '',
    ...(restsOn.length === 0 ? [] : ['rests on', ...restsOn.map((line) => `   ${line}`), '']),
  ].join('\n')
}

function verdictLines(report: TrustChainReport): string[] {
  const { verdict, at, expiresAt, reasons, anchor } = report
  const until = expiresAt === undefined ? '' : `, holds until ${cleanName(expiresAt)}`
  const lines = [`${verdictMark(verdict)} ${verdict} as of ${cleanName(at)}${until}`]
  for (const reason of reasons) {
    lines.push(`   ${describeCheck(reason)}${reason.link === null ? '' : ` (link ${String(reason.link)})`}`)
  }
  if (anchor !== undefined) {
    const framework = [anchor.trustFrameworkId, anchor.trustFramework].filter((name) => name !== undefined)
    const under = framework.length === 0 ? '' : `, framework ${framework.map((name) => cleanName(name)).join(' ')}`
    const by = anchor.domain === undefined ? anchor.matched : `${anchor.matched} ${anchor.domain}`
    lines.push(`   root ${cleanName(anchor.did)}, accepted by ${cleanText(by)}${under}`)
  }
  return [...lines, ...dnsLines(report).map(({ text }) => `   DNS: ${text}`)]
}

/** The root at the top; above it the links that checks speak of but that could not be read. */
function treeLines(report: TrustChainReport): string[] {
  const { chain, checks } = report
  const last = checks.reduce((most, { link }) => Math.max(most, link ?? 0), chain.length - 1)
  const lines: string[] = []
  for (let index = last, depth = 0; index >= 0; index -= 1, depth += 1) {
    const link = chain[index]
    const indent = '   '.repeat(Math.max(0, depth - 1))
    const branch = depth === 0 ? '' : `${indent}└─ `
    const rail = `${'   '.repeat(depth)}${index === 0 ? '  ' : '│ '}`
    const title = link === undefined ? 'a credential that could not be read' : describeRole(link)
    const facts = link === undefined ? [] : describeLink(link)
    const own = checksOf(report, index).map(describeCheck)
    lines.push(`${branch}${title} (link ${String(index)})`, ...[...facts, ...own].map((line) => `${rail} ${line}`))
  }
  return lines
}

const checksOf = ({ checks }: TrustChainReport, link: number | null): CheckResult[] =>
  checks.filter((check) => check.link === link)
