import { CheqdResolverError } from '../cheqd-resolver-error.js'

/**
 * Reads an answer's body, and no more of it than may be; what is counted is what was inflated, so a small answer can't become
 * a big one.
 *
 * @param maxBytes - bytes after content decoding
 * @throws CheqdResolverError `contentTooLarge`
 */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new CheqdResolverError(
    'contentTooLarge',
    `${new URL(response.url).origin} answered with more than ${maxBytes} bytes`,
  )
  if (response.body === null) return new Uint8Array()
  const reader = response.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // The length of what is compressed says nothing: of little it may be more than the content's.
    const isPlain = !response.headers.has('content-encoding')
    if (isPlain && Number(response.headers.get('content-length')) > maxBytes) throw tooLarge
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > maxBytes) throw tooLarge
      chunks.push(value)
    }
  } catch (error) {
    // Closes the connection; nobody waits for the rest.
    void reader.cancel().catch(() => undefined)
    throw error
  }
  const body = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.byteLength
  }
  return body
}
