import type { AccreditationScope, ChainLink } from '@trustchains/core'
import { cleanName } from './clean-text.js'

/** Entries of `accreditedFor` that are shown. */
const maxScopes = 8
/** Types or places of one entry that are shown. */
const maxNames = 16

const roleNames = { rTAO: 'rTAO', TAO: 'TAO', 'trusted-issuer': 'trusted issuer', holder: 'holder' } as const

/** What a credential makes of its subject: the role, and whose it is. */
export function describeRole({ role, subject }: ChainLink): string {
  return `${roleNames[role]} ${subject === undefined ? '(a subject without id)' : cleanName(subject)}`
}

/** Who, what, where and until when: one line each. */
export function describeLink(link: ChainLink): string[] {
  const own = link.type.filter((type) => type !== 'VerifiableCredential')
  return [
    `issued by ${cleanName(link.issuer)}`,
    `as ${names(own.length === 0 ? link.type : own)}${link.id === undefined ? '' : `, ${cleanName(link.id)}`}`,
    link.url === undefined ? 'handed over' : `read from ${cleanName(link.url)}`,
    describeValidity(link),
    ...(link.accreditedFor === undefined ? [] : describeScopes(link.accreditedFor)),
  ]
}

/** Until when a credential is valid, and from when. */
export function describeValidity({ validFrom, validUntil }: ChainLink): string {
  const from = validFrom === undefined ? '' : ` from ${cleanName(validFrom)}`
  return `valid${from}${validUntil === undefined ? ', without an end' : ` until ${cleanName(validUntil)}`}`
}

function describeScopes(scopes: AccreditationScope[]): string[] {
  if (scopes.length === 0) return ['accredited for nothing']
  const lines = scopes.slice(0, maxScopes).map(({ types, schemaId, limitJurisdiction }) => {
    const schema = schemaId === undefined ? '' : `, schema ${cleanName(schemaId)}`
    const places = limitJurisdiction === undefined ? '' : `, in ${names(limitJurisdiction)}`
    return `accredited for ${names(types)}${schema}${places}`
  })
  return scopes.length > maxScopes ? [...lines, `and ${String(scopes.length - maxScopes)} more`] : lines
}

function names(list: string[]): string {
  if (list.length === 0) return 'nothing'
  const shown = list.slice(0, maxNames).map((name) => cleanName(name, 100))
  return list.length > maxNames ? `${shown.join(' ')} and ${String(list.length - maxNames)} more` : shown.join(' ')
}
