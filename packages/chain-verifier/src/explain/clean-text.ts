/** What can move a cursor, colour a terminal, turn the direction of writing or hide text. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu
const loneSurrogate = /[\uD800-\uDBFF]$/
const plain = /^[\p{L}\p{N}._:/?=&%+#@~-]+$/u

/**
 * Text from strangers, fit for a terminal: each unprintable character shows as U+FFFD, and it is cut to a length.
 *
 * @param maxLength - UTF-16 code units kept
 */
export function cleanText(text: string, maxLength = 400): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength).replace(loneSurrogate, '')}…` : text
  return cut.replace(unprintable, '\uFFFD')
}

/** A name from strangers: as it is where it is one plain word, DID or URL, else between quotes. */
export function cleanName(name: string, maxLength = 200): string {
  const clean = cleanText(name, maxLength)
  return plain.test(clean) ? clean : `"${clean.replaceAll('"', "'")}"`
}
