import { formatTime } from '../parse-time.js'
import { readTimestamp } from './read-timestamp.js'

/**
 * The time that an RFC 3161 timestamp states, for whoever collects evidence as of it. Nobody has judged yet who stamped.
 *
 * @param token - TimeStampToken or TimeStampResp, DER in base64
 * @returns RFC 3339; undefined where it can't be read
 */
export function timestampTime(token: string): string | undefined {
  try {
    return formatTime(readTimestamp(token).time)
  } catch {
    return undefined
  }
}
