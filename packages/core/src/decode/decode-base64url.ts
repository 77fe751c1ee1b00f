/**
 * Decodes base64url as RFC 7515 section 2 wants it: no padding, no other character, and no bits left over that
 * a second spelling of the same bytes could use (RFC 4648 section 3.5). Node's own decoder takes all of these,
 * so a changed last character would leave a signature valid.
 *
 * @returns the bytes, or undefined where the text is not canonical base64url
 */
export function decodeBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  // Canonical is what its own bytes are written as; that is also quicker to find out than by looking at each character.
  return bytes.toString('base64url') === text ? bytes : undefined
}
