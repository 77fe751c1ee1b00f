/** Items of a chunk at most: enough to make its message cheap for each, few enough that no one waits long. */
export const maxChunk = 64

/** Cuts an input into chunks; takes no more of it than is asked for. */
export async function* chunkItems<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[], void> {
  let chunk: T[] = []
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < maxChunk) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
