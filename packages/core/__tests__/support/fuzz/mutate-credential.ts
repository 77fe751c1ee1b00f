import type { JsonValue } from '../../../src/index.js'
import type { Draw } from '../forest/draw.js'
import { mutateJson } from './mutate-json.js'
import { mutateText } from './mutate-text.js'

/** A credential, list or schema, as text, of which something was changed: bytes, members, or parts of its token. */
export function mutateCredential(text: string, draw: Draw, donors: readonly string[]): string {
  const donor = draw.of(donors)
  switch (draw.number(5)) {
    case 0:
      return mutateText(text, draw)
    case 1:
      return donor
    default:
      return isToken(text) ? mutateToken(text, draw, donor) : mutateDocument(text, draw, donor)
  }
}

const isToken = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)

/** One part of a token changed or replaced by another token's; the signature stays. */
export function mutateToken(token: string, draw: Draw, donor: string): string {
  const parts = token.split('.')
  const at = draw.number(2)
  const other = (/[\w-]+\.[\w-]+\.[\w-]+/.exec(donor)?.[0] ?? donor).split('.')
  if (at < 2 && draw.chance(70)) {
    const json = tryParse(Buffer.from(parts[at] ?? '', 'base64url').toString())
    const changed = json === undefined ? '{}' : JSON.stringify(mutateJson(json, draw))
    parts[at] = Buffer.from(draw.chance(10) ? doubled(changed, draw) : changed).toString('base64url')
  } else parts[at] = draw.chance(50) ? (other[at] ?? '') : mutateText(parts[at] ?? '', draw)
  return parts.join('.')
}

function mutateDocument(text: string, draw: Draw, donor: string): string {
  const json = tryParse(text)
  if (json === undefined) return mutateText(text, draw)
  const token = /[\w-]+\.[\w-]+\.[\w-]+/.exec(text)?.[0]
  if (token !== undefined && draw.chance(25)) return text.replace(token, () => mutateToken(token, draw, donor))
  const changed = JSON.stringify(mutateJson(json, draw, [tryParse(donor) ?? donor]))
  return draw.chance(10) ? doubled(changed, draw) : changed
}

/** A member that stands twice: what is read depends on the reader. */
function doubled(text: string, draw: Draw): string {
  const members = [...text.matchAll(/"([^"\\]{1,40})":/g)]
  const member = members.length === 0 ? undefined : draw.of(members)
  if (member === undefined) return text
  return `${text.slice(0, member.index)}"${member[1] ?? ''}":${draw.of(['null', '"x"', '[]', '{}'])},${text.slice(member.index)}`
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
