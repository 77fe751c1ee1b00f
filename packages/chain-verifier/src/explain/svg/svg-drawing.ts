import type { CheckStatus } from '@trustchains/core'
import { coordinate, escapeXml, printable, wrapText } from './svg-text.js'
import { fill, outline, type SvgTone } from './svg-theme.js'

/** How a text is set. */
export interface TextStyle {
  size: number
  tone: SvgTone
  bold?: boolean
  /** Shown where a pointer rests on it. */
  hint?: string
}

/** The path of each mark inside a circle of 16 pixels. The shape tells as much as the colour. */
const marks: Record<CheckStatus, string> = {
  pass: 'M4.5 8.3 7 10.8 11.5 5.6',
  fail: 'M5.3 5.3 10.7 10.7 M10.7 5.3 5.3 10.7',
  indeterminate: 'M5.8 6.2a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .7-1 1.5 M8 11.7v.3',
  skipped: 'M5 8h6',
}

/** Collects shapes from the top down. All text passes through {@link printable} and {@link escapeXml}. */
export class SvgDrawing {
  /** Where the next thing goes, pixels from the top. */
  y = 0
  readonly #shapes: string[] = []

  /** What was drawn, in order. */
  get shapes(): string {
    return this.#shapes.join('\n')
  }

  /** Text in as many lines as it needs, up to a number; moves down. */
  text(x: number, width: number, content: string, style: TextStyle, maxLines = 4): void {
    for (const line of wrapText(printable(content, 600), style.size, width, maxLines)) {
      this.y += style.size + 5
      this.label(x, this.y - 4, line, style)
    }
  }

  /** One line of text at a place; does not move. */
  label(x: number, y: number, content: string, { size, tone, bold = false, hint }: TextStyle, anchor = 'start'): void {
    const weight = bold ? ' font-weight="600"' : ''
    const title = hint === undefined ? '' : `<title>${escapeXml(printable(hint, 400))}</title>`
    const place = `x="${coordinate(x)}" y="${coordinate(y)}" font-size="${String(size)}"`
    const align = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
    const body = escapeXml(printable(content, 600))
    this.#shapes.push(`<text ${place}${weight}${align} ${fill(tone)}>${title}${body}</text>`)
  }

  /** A box with round corners. */
  box(x: number, y: number, width: number, height: number, ground: SvgTone, edge: SvgTone, edgeWidth = 1): void {
    const place = `x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(width)}" height="${coordinate(height)}"`
    this.#shapes.push(`<rect ${place} rx="8" ${fill(ground)}/>`)
    this.#shapes.push(`<rect ${place} rx="8" ${outline(edge, edgeWidth)}/>`)
  }

  /** A bar without an edge. */
  bar(x: number, y: number, width: number, height: number, tone: SvgTone): void {
    const place = `x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(width)}" height="${coordinate(height)}"`
    this.#shapes.push(`<rect ${place} rx="${coordinate(Math.min(width, height) / 2)}" ${fill(tone)}/>`)
  }

  /** The mark of a check: tick, cross, question mark or dash in a circle. */
  mark(x: number, y: number, size: number, status: CheckStatus): void {
    const scale = coordinate(size / 16)
    this.#shapes.push(
      `<g transform="translate(${coordinate(x)} ${coordinate(y)}) scale(${scale})"><circle cx="8" cy="8" r="8" ` +
        `${fill(status)}/><path d="${marks[status]}" stroke-linecap="round" stroke-linejoin="round" ${outline('on-mark', 1.8)}/></g>`,
    )
  }

  /** An arrow down, with what it means beside it. */
  arrow(x: number, length: number, meaning: string): void {
    const end = this.y + length
    const [from, to] = [coordinate(this.y + 2), coordinate(end - 3)]
    const [left, right, tip] = [coordinate(x - 5), coordinate(x + 5), coordinate(end - 9)]
    const at = coordinate(x)
    this.#shapes.push(
      `<path d="M${at} ${from}V${to}M${left} ${tip}L${at} ${to}L${right} ${tip}" ${outline('soft', 1.6)}/>`,
    )
    this.label(x + 14, this.y + length / 2 + 4, meaning, { size: 12, tone: 'soft' })
    this.y = end
  }

  /** Puts what another drawing holds here; whatever was drawn before lies under it. */
  add(drawing: SvgDrawing): void {
    this.#shapes.push(drawing.shapes)
  }
}
