/** Characters that a domain name, in whatever script, may have; a URL would read others as a port, a path or an address. */
const characters = /^[\p{L}\p{N}\p{M}\u200c-\u200d.\u3002\uff0e\uff61-]{1,253}$/u
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads a domain as people write it: in any case, with or without a final dot, internationalised or not (UTS #46, as
 * browsers do).
 *
 * @returns ASCII, in lower case, without a final dot; undefined where the text is no name of at least two labels, or an
 * IP address
 */
export function readDomainName(text: string): string | undefined {
  const name = text.replace(/\.$/, '')
  if (!characters.test(name)) return undefined
  const url = `https://${name}/`
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  const labels = host.split('.')
  // The last label of an address is a number, that of a name is not (RFC 3696 section 2).
  const isName = host.length <= 253 && labels.length > 1 && !/^\d+$/.test(labels.at(-1) ?? '')
  return isName && labels.every((part) => label.test(part)) ? host : undefined
}
