/**
 * How many of the texts that were read last are still remembered.
 *
 * @param read - gives what it remembers, and else something new
 */
export function kept(read: (text: string) => unknown, textOf: (number: number) => string, count = 20_000): number {
  const texts = Array.from({ length: count }, (_, number) => textOf(number))
  const first = texts.map(read)
  const forgotten = texts.findLastIndex((text, at) => read(text) !== first[at])
  return texts.length - 1 - forgotten
}
