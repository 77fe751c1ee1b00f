/** The largest DNS message, bytes. */
export const maxMessageLength = 65_535

/** A way to one resolver. */
export interface Channel {
  /**
   * Sends a query and waits for its answer: the one with the query's id and question.
   *
   * @param query - its id is taken as it is, except over HTTPS, where it is 0 (RFC 8484 section 4.1)
   * @param signal - ends the waiting
   * @returns the message, at most 64 KiB
   * @throws Error with a message for people where none comes
   */
  exchange(query: Buffer, signal: AbortSignal): Promise<Buffer>
  /** Ends connections and what is under way on them; none is opened afterwards. */
  close(): void
}
