const uuid = /^(.*:[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})(.*)$/i
const maxLength = 140

/** A DID or DID URL, short enough to be read: a UUID by its first eight and last four digits. */
export function shortDid(did: string): string {
  const [, start, end, rest] = uuid.exec(did.slice(0, 2048)) ?? []
  const short = start === undefined ? did : `${start}…${end ?? ''}${rest ?? ''}`
  return short.length <= maxLength ? short : `${short.slice(0, maxLength - 25)}…${short.slice(-24)}`
}
