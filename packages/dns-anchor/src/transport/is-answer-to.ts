/**
 * Whether a message is an answer to the query: its id, its question, letter for letter (so that the case of letters counts
 * where it was chosen at random), and the bit that says response.
 */
export function isAnswerTo(query: Buffer, message: Buffer): boolean {
  if (message.length < 12 || message.readUInt16BE(0) !== query.readUInt16BE(0)) return false
  const isResponse = (message.readUInt8(2) & 0x80) !== 0
  const end = questionEnd(query)
  return isResponse && message.readUInt16BE(4) === 1 && message.subarray(12, end).equals(query.subarray(12, end))
}

/** Queries of our own: one question, not compressed. */
function questionEnd(query: Buffer): number {
  let offset = 12
  while (query.readUInt8(offset) !== 0) offset += query.readUInt8(offset) + 1
  return offset + 5
}
