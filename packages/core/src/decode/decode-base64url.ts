const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const onlyAlphabet = /^[A-Za-z0-9_-]*$/

/**
 * Decodes base64url as RFC 7515 section 2 wants it: no padding, no other character, and no bits left over that
 * a second spelling of the same bytes could use (RFC 4648 section 3.5). Node's own decoder takes all of these,
 * so a changed last character would leave a signature valid.
 *
 * @returns the bytes, or undefined where the text is not canonical base64url
 */
export function decodeBase64Url(text: string): Buffer | undefined {
  const rest = text.length % 4
  if (rest === 1 || !onlyAlphabet.test(text)) return undefined
  if (rest !== 0) {
    const unusedBits = rest === 2 ? 0b1111 : 0b11
    if ((alphabet.indexOf(text.charAt(text.length - 1)) & unusedBits) !== 0) return undefined
  }
  return Buffer.from(text, 'base64url')
}
