/** Other keys with the same tag: the sum of the words does not change with their order (RFC 4034 appendix B). */
export function collidingKeys(key: Buffer, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const words = [...key.subarray(4).toString('hex').matchAll(/.{4}/g)].map(String)
    const [first, second] = [index % words.length, Math.floor(index / words.length) + 1]
    const other = (first + second) % words.length
    ;[words[first], words[other]] = [words[other]!, words[first]!]
    return Buffer.concat([key.subarray(0, 4), Buffer.from(words.join(''), 'hex')])
  })
}
