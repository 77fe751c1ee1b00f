import type { CheckResult } from '@trustchains/core'
import { plural } from './plural.js'
import type { SvgDrawing } from './svg-drawing.js'

/** Checks with a reason that are drawn in one card. */
const maxReasons = 12
const columns = 5
const rowHeight = 22

/** Draws checks: those that keep a chain from trust in full, the others as a grid of names. */
export function drawChecks(drawing: SvgDrawing, x: number, width: number, checks: CheckResult[]): void {
  const open = checks.filter(({ status }) => status === 'fail' || status === 'indeterminate')
  for (const check of open.slice(0, maxReasons)) drawReason(drawing, x, width, check)
  if (open.length > maxReasons) {
    drawing.text(x, width, `and ${plural(open.length - maxReasons, 'more reason')}`, { size: 12, tone: 'soft' }, 1)
  }
  const quiet = distinct(checks.filter(({ status }) => status === 'pass' || status === 'skipped'))
  if (quiet.length === 0) return
  drawing.y += 8
  const columnWidth = width / columns
  quiet.forEach(({ id, status, message }, index) => {
    const left = x + (index % columns) * columnWidth
    const top = drawing.y + Math.floor(index / columns) * rowHeight
    drawing.mark(left, top, 14, status)
    const tone = status === 'pass' ? 'ink' : 'soft'
    drawing.label(left + 20, top + 11.5, id.slice(0, 24), { size: 12, tone, hint: `${status}: ${message}` })
  })
  drawing.y += Math.ceil(quiet.length / columns) * rowHeight - 4
}

/** A check with its code and its message. */
export function drawReason(
  drawing: SvgDrawing,
  x: number,
  width: number,
  { id, code, status, message }: CheckResult,
  place = '',
): void {
  drawing.y += 6
  drawing.mark(x, drawing.y + 1, 16, status)
  drawing.text(x + 24, width - 24, `${id} · ${code}${place}`, { size: 13, tone: status, bold: true }, 2)
  drawing.text(x + 24, width - 24, message, { size: 13, tone: 'ink' }, 4)
}

/** A check that found several things on one link stands in the grid once, with the mark that says most. */
function distinct(checks: CheckResult[]): CheckResult[] {
  const known = new Map<string, CheckResult>()
  for (const check of checks) {
    if (known.get(check.id)?.status !== 'pass') known.set(check.id, check)
  }
  return [...known.values()].slice(0, 64)
}
