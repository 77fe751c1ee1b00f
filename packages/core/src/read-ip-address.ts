/** Four decimal bytes; a leading zero would make one octal to some readers. */
const dotted = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

/**
 * Reads an IP address.
 *
 * @param text - IPv4 as four decimal numbers, IPv6 in any form without a zone
 * @returns its 4 or 16 bytes, or undefined where the text is no address
 */
export function readIpAddress(text: string): number[] | undefined {
  if (dotted.test(text)) return text.split('.').map(Number)
  // The URL standard reads every form of IPv6 and writes one (RFC 5952), without dots; brackets and zones it refuses.
  if (!/^[\da-f:.]{2,45}$/i.test(text) || !text.includes(':') || !URL.canParse(`http://[${text}]/`)) return undefined
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0)
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff])
}

const groupsOf = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)))
