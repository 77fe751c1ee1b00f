import type { ChainLink, CheckResult, CheckStatus, TrustChainReport } from '@trustchains/core'
import { checkMark, describeCheck, verdictMark } from './check-mark.js'
import { cleanName } from './clean-text.js'
import { describeLink, describeRole } from './describe-link.js'
import { dnsLines } from './dns-lines.js'

const statuses: readonly CheckStatus[] = ['pass', 'fail', 'indeterminate', 'skipped']

const colours = [
  'classDef pass fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  'classDef fail fill:#ffebe9,stroke:#cf222e,color:#1f2328',
  'classDef indeterminate fill:#fff8c5,stroke:#9a6700,color:#1f2328',
]

/** Characters that mean nothing to Mermaid, to Markdown or to HTML inside of a quoted label. */
const special = /[^\p{L}\p{N} .,:/?=_✓✗–…-]/gu

/**
 * A report as a Mermaid flowchart, the root at the top. What strangers wrote stands only in quoted labels, with every
 * character that could end or style a label written as an entity (`#35;`), so no name can add to the diagram.
 */
export function mermaid(report: TrustChainReport): string {
  const { chain, verdict, at } = report
  const nodes = chain.flatMap((link, index) => node(report, link, index)).reverse()
  const edges = chain.slice(1).map((_, below) => {
    const word = chain[below]?.role === 'holder' ? 'attests' : 'accredits'
    return `  link${String(below + 1)} -->|${word}| link${String(below)}`
  })
  const shown = report.reasons.slice(0, 16).map(describeCheck)
  const result = label([`${verdictMark(verdict)} ${verdict} as of ${cleanName(at)}`, ...shown])
  const resultClass = verdict === 'trusted' ? 'pass' : verdict === 'untrusted' ? 'fail' : 'indeterminate'
  return [
    'flowchart TD',
    ...nodes.map((line) => `  ${line}`),
    ...edges.reverse(),
    ...dnsNode(report).map((line) => `  ${line}`),
    `  verdict(["${result}"]):::${resultClass}`,
    ...(chain.length === 0 ? [] : ['  link0 -.-> verdict']),
    ...colours.map((line) => `  ${line}`),
    '',
  ].join('\n')
}

function node(report: TrustChainReport, link: ChainLink, index: number): string[] {
  const checks = report.checks.filter((check) => check.link === index)
  const open = checks.filter(({ status }) => status === 'fail' || status === 'indeterminate')
  const lines = [describeRole(link), ...describeLink(link), count(checks), ...open.map(describeCheck)]
  return [`link${String(index)}["${label(lines)}"]:::${worst(checks)}`]
}

/** What DNS says of the root, above it: by a full line where the root is accepted for it. */
function dnsNode(report: TrustChainReport): string[] {
  const lines = dnsLines(report)
  const { chain, anchor } = report
  if (lines.length === 0 || chain.length === 0) return []
  const own = report.checks.filter(({ id }) => id === 'dns')
  const state = lines.some(({ isAnchor }) => isAnchor) ? worst(own) : own.some(isFailed) ? 'fail' : 'indeterminate'
  const line = anchor?.domain === undefined ? '-.->' : '-->'
  return [
    `dns["${label(['DNS', ...lines.map(({ text }) => text)])}"]:::${state}`,
    `dns ${line}|anchors| link${String(chain.length - 1)}`,
  ]
}

const isFailed = ({ status }: CheckResult): boolean => status === 'fail'

const count = (checks: CheckResult[]): string =>
  statuses
    .map((status) => `${checkMark(status)} ${String(checks.filter((check) => check.status === status).length)}`)
    .join(', ')

function worst(checks: CheckResult[]): 'pass' | 'fail' | 'indeterminate' {
  if (checks.some(({ status }) => status === 'fail')) return 'fail'
  return checks.some(({ status }) => status === 'indeterminate') ? 'indeterminate' : 'pass'
}

const label = (lines: string[]): string =>
  lines.map((line) => line.replace(special, (character) => `#${String(character.codePointAt(0))};`)).join('<br/>')
