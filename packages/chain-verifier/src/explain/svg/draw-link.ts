import type { ChainLink, CheckResult } from '@trustchains/core'
import { cleanName } from '../clean-text.js'
import { describeValidity } from '../describe-link.js'
import { drawChecks } from './draw-checks.js'
import { shortDid } from './short-did.js'
import { SvgDrawing } from './svg-drawing.js'
import { textWidth } from './svg-text.js'

const roleNames = {
  rTAO: 'Root authority (rTAO)',
  TAO: 'Accrediting organisation (TAO)',
  'trusted-issuer': 'Trusted issuer',
  holder: 'Holder',
} as const

/** Entries of `accreditedFor` that are drawn. */
const maxScopes = 4
const padding = 20

/** Draws one credential of the chain as a card; `link` is undefined where it could not be read. */
export function drawLink(
  drawing: SvgDrawing,
  x: number,
  width: number,
  link: ChainLink | undefined,
  index: number,
  checks: CheckResult[],
): void {
  const inside = new SvgDrawing()
  const left = x + padding
  const inner = width - 2 * padding
  inside.y = drawing.y + 12
  const title = link === undefined ? 'A credential that could not be read' : roleNames[link.role]
  inside.label(x + width - padding, inside.y + 16, `link ${String(index)}`, { size: 12, tone: 'soft' }, 'end')
  inside.text(left, inner - 80, title, { size: 16, tone: 'ink', bold: true }, 1)
  if (link !== undefined) facts(inside, left, inner, link)
  drawChecks(inside, left, inner, checks)
  const height = inside.y + 14 - drawing.y
  const worst = stateOf(checks)
  drawing.box(x, drawing.y, width, height, 'card', worst === 'pass' ? 'line' : worst)
  drawing.bar(x + 7, drawing.y + 10, 4, height - 20, worst)
  drawing.add(inside)
  drawing.y += height
}

function facts(drawing: SvgDrawing, x: number, width: number, link: ChainLink): void {
  const own = link.type.filter((type) => type !== 'VerifiableCredential').slice(0, 16)
  const types = (own.length === 0 ? link.type.slice(0, 16) : own).map((type) => cleanName(type, 100)).join(', ')
  const lines: [name: string, value: string, hint?: string][] = [
    ['who', link.subject === undefined ? '(a subject without id)' : shortDid(link.subject), link.subject],
    ['issued by', shortDid(link.issuer), link.issuer],
    ['as', types],
    ...scopeLines(link),
    ['dates', describeValidity(link)],
    link.url === undefined ? ['read', 'handed over'] : ['read from', shortDid(link.url), link.url],
  ]
  drawing.y += 4
  for (const [name, value, hint] of lines) {
    drawing.label(x, drawing.y + 14, name, { size: 13, tone: 'soft' })
    const indent = Math.max(96, textWidth(name, 13) + 8)
    drawing.text(x + indent, width - indent, value, { size: 13, tone: 'ink', ...(hint !== undefined && { hint }) }, 3)
  }
}

function scopeLines({ accreditedFor }: ChainLink): [string, string][] {
  if (accreditedFor === undefined) return []
  if (accreditedFor.length === 0) return [['for', 'nothing']]
  const lines = accreditedFor.slice(0, maxScopes).map(({ types, schemaId, limitJurisdiction }): [string, string] => {
    const names = types
      .filter((type) => type !== 'VerifiableCredential' && type !== 'VerifiableAttestation')
      .slice(0, 8)
      .map((type) => cleanName(type, 100))
    const where =
      limitJurisdiction === undefined
        ? ''
        : ` · in ${
            limitJurisdiction
              .slice(0, 8)
              .map((place) => cleanName(place, 100))
              .join(', ') || 'no place'
          }`
    const schema = schemaId === undefined ? '' : ` · schema ${shortDid(cleanName(schemaId, 400))}`
    return ['for', `${names.join(', ') || 'any attestation'}${where}${schema}`]
  })
  const more = accreditedFor.length - maxScopes
  return more > 0 ? [...lines, ['', `and ${String(more)} more`]] : lines
}

/** The worst that checks say. */
export function stateOf(checks: CheckResult[]): 'pass' | 'fail' | 'indeterminate' {
  if (checks.some(({ status }) => status === 'fail')) return 'fail'
  return checks.some(({ status }) => status === 'indeterminate') ? 'indeterminate' : 'pass'
}
