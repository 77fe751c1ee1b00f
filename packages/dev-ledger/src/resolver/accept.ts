import { isSupported, mediaTypes, profiles } from './constants.js'

/** What a request asks for: a media type and, where given or implied, a profile. */
export interface Wanted {
  contentType: string
  profile: string
}

interface Range {
  type: string
  subtype: string
  quality: number
  extensions: ReadonlyMap<string, string>
}

/** Most media ranges of a header that are looked at. */
const maxRanges = 64

/**
 * Reads an Accept header as the real resolver does. No header counts as any type (`*&#47;*`).
 * unverified against the resolver: its facts differ on a request without the header; its library's tests decide here.
 * @param resource - whether the path or the query names a resource: then the first type wins, known or not.
 */
export function wantedType(header: string | undefined, resource: boolean): Wanted {
  const ranges = parseAccept(header ?? '')
  if (ranges.length === 0) return { contentType: mediaTypes.jsonLd, profile: '' }
  let first: Wanted | undefined
  let wildcard = false
  for (const { type, subtype, extensions } of ranges) {
    const contentType = `${type}/${subtype}`
    const profile = (extensions.get('profile') ?? '').replace(/^"+|"+$/g, '')
    first ??= { contentType, profile }
    if (contentType === '*/*') wildcard = true
    else if (!resource && isSupported(contentType))
      return { contentType, profile: first.profile === '' ? profiles.resolution : first.profile }
  }
  const result = first ?? { contentType: mediaTypes.jsonLd, profile: '' }
  if (wildcard && !resource) return { contentType: mediaTypes.jsonLd, profile: profiles.resolution }
  if (wildcard && result.profile !== profiles.dereferencing) return { contentType: mediaTypes.jsonLd, profile: '' }
  return result
}

/** Media ranges, the preferred first: by quality, then the more specific type, subtype, and number of parameters. */
function parseAccept(header: string): Range[] {
  return header
    .split(',')
    .slice(0, maxRanges)
    .map(parseRange)
    .filter((range) => range !== undefined)
    .sort(
      (a, b) =>
        b.quality - a.quality ||
        Number(a.type === '*') - Number(b.type === '*') ||
        Number(a.subtype === '*') - Number(b.subtype === '*') ||
        b.extensions.size - a.extensions.size,
    )
}

function parseRange(text: string): Range | undefined {
  const [name = '', ...parameters] = text.split(';')
  const parts = name.split('/')
  if (parts.length > 2) return undefined
  const [type = '', subtype = ''] = parts.map((part) => part.trim())
  const extensions = new Map<string, string>()
  let quality = 1
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=')
    if (equals === -1) return undefined
    const key = parameter.slice(0, equals).trim()
    const value = parameter.slice(equals + 1).trim()
    if (key !== 'q') extensions.set(key, value)
    else {
      quality = /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value) ? Math.min(Number(value), 1) : -1
      if (quality < 0) return undefined
    }
  }
  return { type: type === '' ? '*' : type, subtype: subtype === '' ? '*' : subtype, quality, extensions }
}
