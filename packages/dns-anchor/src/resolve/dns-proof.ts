/** One answer that a look-up rests on, as it came over the wire, so that it can be validated again without network. */
export interface DnsProofMessage {
  /** The name that was asked for, in presentation form, with a final dot. */
  name: string
  /** The number of the record type that was asked for. */
  type: number
  /** When it was read, RFC 3339. */
  readAt: string
  /** The message, base64 (RFC 4648 section 4). */
  message: string
}
