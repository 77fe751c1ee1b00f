import { hash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import type { DecodedCredential } from '../decode/decode-credential.js'

/** A resource's content, decoded. */
export class ReadContent {
  /** sha-256 of the bytes, lower-case hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** Absent where the bytes are not UTF-8. */
  readonly text: string | undefined
  #credential: DecodedCredential | undefined
  #provenHashes: ReadonlySet<string> | undefined

  /** @param base64 - RFC 4648 section 4 */
  constructor(base64: string) {
    const bytes = Buffer.from(base64, 'base64')
    this.sha256 = hash('sha256', bytes, 'hex')
    this.size = bytes.length
    this.text = isUtf8(bytes) ? bytes.toString('utf8') : undefined
  }

  /** The credential in it, decoded when it is first asked for; undefined where it is no text. */
  credential(decode: (text: string) => DecodedCredential): DecodedCredential | undefined {
    if (this.text !== undefined) this.#credential ??= decode(this.text)
    return this.#credential
  }

  /** The hashes of which it proves that they existed, found out when they are first asked for. */
  provenHashes(find: (content: ReadContent) => ReadonlySet<string>): ReadonlySet<string> {
    this.#provenHashes ??= find(this)
    return this.#provenHashes
  }
}
