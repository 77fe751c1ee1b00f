import { fileTypeFromBuffer } from 'file-type'

/** Binary types that are detected here and by the chain alike; others are reported as octet streams. */
const binaryTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
  'image/tiff',
  'application/pdf',
  'application/zip',
  'application/gzip',
  'application/wasm',
  'application/vnd.sqlite3',
  'audio/mpeg',
  'video/mp4',
  'font/woff',
  'font/woff2',
])

/**
 * The media type of a content as the chain reports it (its library judges the bytes, the sender has no say).
 * unverified against the chain: only the types of this file are known to agree with its library.
 */
export async function detectMediaType(content: Uint8Array): Promise<string> {
  const binary = await fileTypeFromBuffer(content)
  if (binary !== undefined && binaryTypes.has(binary.mime)) return binary.mime
  const text = decodeText(content)
  if (text === undefined) return 'application/octet-stream'
  const trimmed = text.trim()
  if (isJson(trimmed)) return isGeoJson(trimmed) ? 'application/geo+json' : 'application/json'
  const start = trimmed.slice(0, 256).toLowerCase()
  if (
    start.startsWith('<!doctype html') ||
    /^<(?:html|head|body|script|iframe|div|h1|title|table|p|a|br)[\s>]/.test(start)
  )
    return 'text/html; charset=utf-8'
  if (start.startsWith('<?xml')) return text.includes('<svg') ? 'image/svg+xml' : 'text/xml; charset=utf-8'
  if (start.startsWith('<svg')) return 'image/svg+xml'
  if (isSeparated(text, ',')) return 'text/csv'
  if (isSeparated(text, '\t')) return 'text/tab-separated-values'
  if (isNdjson(trimmed)) return 'application/x-ndjson'
  return 'text/plain; charset=utf-8'
}

function decodeText(content: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    // eslint-disable-next-line no-control-regex -- the bytes that make a content binary by the WHATWG sniffing rules
    return /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** Objects and arrays only: a bare string or number is plain text. */
function isJson(text: string): boolean {
  if (!text.startsWith('{') && !text.startsWith('[')) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const geoTypes = new Set([
  'Feature',
  'FeatureCollection',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
])

function isGeoJson(json: string): boolean {
  const value = JSON.parse(json) as { type?: unknown }
  return typeof value.type === 'string' && geoTypes.has(value.type)
}

function isNdjson(text: string): boolean {
  const lines = text.split('\n')
  return lines.length > 1 && lines.every((line) => isJson(line.trim()))
}

/** At least two records, all with the same number of fields, which is more than one. */
function isSeparated(text: string, separator: string): boolean {
  const records = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  const width = (line: string): number => line.replace(/"(?:[^"]|"")*"/g, '').split(separator).length
  const first = width(records[0] ?? '')
  return records.length > 1 && first > 1 && records.every((line) => width(line) === first)
}
