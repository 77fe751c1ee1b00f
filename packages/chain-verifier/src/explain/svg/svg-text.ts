import { cleanText } from '../clean-text.js'

/** What XML 1.0 (section 2.2) does not allow, or nobody has given a meaning to. */
const unassigned = /\p{Cn}/gu
/** Marks that pile up on one letter would cover the lines above it. */
const piledMarks = /(\p{M}{2})\p{M}+/gu
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u
const narrow = /[ijlI.,:;'|!()[\]/`\p{M}]/u
const broad = /[mwMW@%–—✓✗…]/u
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text from strangers, fit for an SVG before it is escaped: printable, no longer than asked. */
export const printable = (text: string, maxLength: number): string =>
  cleanText(text, maxLength).replace(unassigned, '\uFFFD').replace(piledMarks, '$1')

/** Text as it stands in XML, between tags or between quotes. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

/** A number as it stands in an attribute: one digit after the point is finer than a screen. */
export const coordinate = (value: number): string => String(Math.round(value * 10) / 10)

/** The width of a character in ems, rather over- than underestimated: there is no font to measure with. */
function emsOf(character: string): number {
  if (narrow.test(character)) return 0.36
  if (broad.test(character)) return 0.92
  if (character < '\u0080') return character >= 'A' && character <= 'Z' ? 0.7 : 0.59
  return wide.test(character) ? 1.1 : 0.65
}

/** The width of a text in pixels, rather over- than underestimated. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0
  for (const character of text) ems += emsOf(character)
  return ems * fontSize
}

/** Breaks a text into lines of at most a width: between words, in long names after a delimiter, else anywhere. */
export function wrapText(text: string, fontSize: number, width: number, maxLines: number): string[] {
  const lines: string[] = []
  let line = ''
  let ems = 0
  const most = width / fontSize
  const endLine = (): void => {
    if (line !== '') lines.push(line.trimEnd())
    line = ''
    ems = 0
  }
  for (const piece of text.split(/(?<=[\s:/?&=.,#_-])/u)) {
    // What is too much already is not measured.
    if (lines.length > maxLines) break
    const itsEms = textWidth(piece, 1)
    if (ems + itsEms > most) endLine()
    if (itsEms <= most) {
      line += piece
      ems += itsEms
      continue
    }
    for (const character of piece) {
      const own = emsOf(character)
      if (ems + own > most) endLine()
      line += character
      ems += own
    }
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines.length <= maxLines ? lines : [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1] ?? ''} …`]
}
