import { constants } from 'node:buffer'
import { gunzipSync, inflateSync } from 'node:zlib'
import { decodeBase64Url } from '../decode/decode-base64url.js'
import type { StatusList } from './status-list.js'

/** The bits of a list, or why there are none. */
export type InflatedList =
  | { bits: Uint8Array; reason?: undefined }
  /** `tooLarge`: it was not inflated to its end. */
  | { bits?: undefined; reason: string; tooLarge: boolean }

const unpackable = (reason: string): InflatedList => ({ reason, tooLarge: false })

/**
 * Inflates a list's bits: gzip (RFC 1952) or zlib (RFC 1950) in canonical base64url. What stands behind the end of the
 * compressed data, a second gzip member too, is refused: other readers may take more or less of it for the list.
 *
 * @param maxBytes - inflating stops there, so that a small resource can't fill the memory
 */
export function inflateList(
  { encoded, compression }: Pick<StatusList, 'encoded' | 'compression'>,
  maxBytes: number,
): InflatedList {
  const packed = decodeBase64Url(encoded)
  if (packed === undefined) return unpackable('its bits are not base64url')
  const options = { maxOutputLength: Math.min(maxBytes, constants.MAX_LENGTH), info: true }
  let inflated: Inflated
  try {
    inflated = (compression === 'gzip' ? gunzipSync : inflateSync)(packed, options) as unknown as Inflated
  } catch (error) {
    return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
      ? { reason: `it inflates to more than ${String(maxBytes)} bytes`, tooLarge: true }
      : unpackable(`its bits are not ${compression}`)
  }
  const { buffer: bits, engine } = inflated
  const isAll = engine.bytesWritten === packed.length
  // Gzip ends with the size of its last member (RFC 1952 section 2.3.1).
  const isOne = compression === 'zlib' || packed.readUInt32LE(packed.length - 4) === bits.length % 2 ** 32
  return isAll && isOne ? { bits } : unpackable('something stands behind its compressed bits')
}

/** What zlib returns with the option `info`; Node's types leave it out. */
interface Inflated {
  buffer: Uint8Array
  /** Its `bytesWritten` are those that it read. */
  engine: { bytesWritten: number }
}
