import type { TrustChainReport, Verdict } from '@trustchains/core'
import { cleanName } from '../clean-text.js'
import { dnsLines } from '../dns-lines.js'
import { drawChecks, drawReason } from './draw-checks.js'
import { drawLink, stateOf } from './draw-link.js'
import { plural } from './plural.js'
import { shortDid } from './short-did.js'
import { SvgDrawing } from './svg-drawing.js'
import { coordinate, escapeXml, printable } from './svg-text.js'
import { fill, sansFont, styleSheet } from './svg-theme.js'

const width = 860
const margin = 24
const inner = width - 2 * margin
/** Links that are drawn; policies allow far fewer. */
const maxLinks = 64
/** Reasons in the heading. */
const maxReasons = 6

const states = { trusted: 'pass', untrusted: 'fail', indeterminate: 'indeterminate' } as const
const titles: Record<Verdict, string> = { trusted: 'Trusted', untrusted: 'Not trusted', indeterminate: 'Undecided' }

/**
 * A report as a picture, the root at the top: one SVG that needs nothing else. It has no script and no reference to
 * anything outside; what strangers wrote stands only as escaped text. It follows the reader's choice of dark or light,
 * and says to a screen reader what the picture shows.
 */
export function svg(report: TrustChainReport): string {
  const drawing = new SvgDrawing()
  drawing.y = margin
  drawVerdict(drawing, report)
  drawChain(drawing, report)
  drawWhole(drawing, report)
  const height = coordinate(drawing.y + margin)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${height}" width="${String(width)}" height="${height}" role="img" font-family="${sansFont}">`,
    `<title>${escapeXml(printable(titleOf(report), 400))}</title>`,
    `<desc>${escapeXml(printable(descriptionOf(report), 4000))}</desc>`,
    styleSheet,
    `<rect width="${String(width)}" height="${height}" ${fill('page')}/>`,
    drawing.shapes,
    '</svg>',
    '',
  ].join('\n')
}

const titleOf = ({ verdict, at }: TrustChainReport): string => `Trust chain: ${titles[verdict]} as of ${at}`

function descriptionOf({ chain, reasons }: TrustChainReport): string {
  const who = chain
    .slice(0, maxLinks)
    .toReversed()
    .map(({ role, subject }) => `${role} ${subject === undefined ? 'without id' : shortDid(cleanName(subject))}`)
  const why = reasons.slice(0, maxReasons).map(({ code, message }) => `${code}: ${message}`)
  return [`From root to leaf: ${who.join(', ') || 'nothing could be read'}.`, ...why].join(' ')
}

function drawVerdict(drawing: SvgDrawing, report: TrustChainReport): void {
  const { verdict, at, expiresAt, anchor, reasons } = report
  const state = states[verdict]
  const inside = new SvgDrawing()
  const left = margin + 72
  const room = inner - 92
  inside.y = drawing.y + 14
  inside.text(left, room, titles[verdict], { size: 24, tone: state, bold: true }, 1)
  const until = expiresAt === undefined ? '' : `, holds until ${cleanName(expiresAt)}`
  inside.text(left, room, `as of ${cleanName(at)}${until}`, { size: 13, tone: 'soft' }, 2)
  if (anchor !== undefined) {
    const framework = [anchor.trustFrameworkId, anchor.trustFramework].flatMap((name) => name ?? [])
    const under = framework.length === 0 ? '' : ` · ${framework.map((name) => cleanName(name)).join(' · ')}`
    const text = `accepted root ${shortDid(anchor.did)}${under}`
    inside.text(left, room, text, { size: 13, tone: 'ink', hint: anchor.did }, 3)
  }
  for (const { text, isAnchor } of dnsLines(report)) {
    inside.text(left, room, `DNS: ${text}`, { size: 13, tone: isAnchor ? 'ink' : 'soft' }, 2)
  }
  for (const reason of reasons.slice(0, maxReasons)) {
    drawReason(inside, left, room, reason, reason.link === null ? '' : ` · link ${String(reason.link)}`)
  }
  const more = reasons.length - maxReasons
  if (more > 0) inside.text(left, room, `and ${plural(more, 'more reason')} below`, { size: 13, tone: 'soft' }, 1)
  const height = inside.y + 16 - drawing.y
  drawing.box(margin, drawing.y, inner, height, `${state}-ground`, state, 1.5)
  drawing.mark(margin + 18, drawing.y + 18, 40, state)
  drawing.add(inside)
  drawing.y += height + 24
}

/** The root at the top; above it the links that checks speak of but that could not be read. */
function drawChain(drawing: SvgDrawing, { chain, checks }: TrustChainReport): void {
  const last = checks.reduce((most, { link }) => Math.max(most, link ?? 0), chain.length - 1)
  const top = Math.min(last, maxLinks - 1)
  if (top < last)
    drawing.text(margin, inner, `${plural(last - top, 'link')} above are not drawn`, { size: 13, tone: 'soft' })
  for (let index = top; index >= 0; index -= 1) {
    const link = chain[index]
    const own = checks.filter((check) => check.link === index)
    if (link === undefined && own.length === 0) continue
    drawLink(drawing, margin, inner, link, index, own)
    if (index > 0) drawing.arrow(margin + 40, 34, chain[index - 1]?.role === 'holder' ? 'attests' : 'accredits')
  }
  drawing.y += 24
}

function drawWhole(drawing: SvgDrawing, { checks, restsOn = [] }: TrustChainReport): void {
  const whole = checks.filter(({ link }) => link === null)
  const inside = new SvgDrawing()
  const left = margin + 20
  inside.y = drawing.y + 10
  inside.text(left, inner - 40, 'The chain as a whole', { size: 15, tone: 'ink', bold: true }, 1)
  drawChecks(inside, left, inner - 40, whole)
  if (restsOn.length > 0) {
    inside.y += 8
    inside.text(left, inner - 40, 'It rests on the word of', { size: 13, tone: 'soft' }, 1)
    for (const { what, source, readAt, items } of restsOn.slice(0, 8)) {
      const text = `${cleanName(source, 100)}, read ${cleanName(readAt, 40)}: ${cleanName(what, 32)} of ${String(items.length)}`
      inside.text(left, inner - 40, text, { size: 13, tone: 'ink', hint: items.slice(0, 8).join(' ') }, 2)
    }
  }
  const height = inside.y + 14 - drawing.y
  const state = stateOf(whole)
  drawing.box(margin, drawing.y, inner, height, 'card', state === 'pass' ? 'line' : state)
  drawing.add(inside)
  drawing.y += height
}
