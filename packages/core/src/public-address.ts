import { readIpAddress } from './read-ip-address.js'

/** Ranges of IPv4 that are not for the public (IANA IPv4 Special-Purpose Address Registry), multicast and reserved ones too. */
const privateV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map(readRange)

/** Only this range of IPv6 is for the public (RFC 4291): v4-mapped, NAT64, ULA, link-local and multicast stand outside. */
const globalV6 = ['2000::/3'].map(readRange)

/** What within it is not: Teredo and other protocols, documentation, 6to4, which leads to any IPv4 address. */
const privateV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map(readRange)

const loopback = ['127.0.0.0/8', '::1/128'].map(readRange)

/**
 * Whether an IP address is one of the public Internet, so that asking it can't reach into a private network.
 *
 * @param address - in text, IPv4 as four decimal numbers; a name, and an address with a zone, are none
 */
export function isPublicAddress(address: string): boolean {
  const bytes = readIpAddress(address)
  if (bytes === undefined) return false
  if (bytes.length === 4) return !privateV4.some((range) => contains(range, bytes))
  return globalV6.some((range) => contains(range, bytes)) && !privateV6.some((range) => contains(range, bytes))
}

/** Whether an IP address is one of this machine. */
export function isLoopbackAddress(address: string): boolean {
  const bytes = readIpAddress(address)
  return bytes !== undefined && loopback.some((range) => contains(range, bytes))
}

interface Range {
  network: readonly number[]
  /** Bits. */
  prefix: number
}

function readRange(text: string): Range {
  const [address = '', prefix] = text.split('/')
  return { network: readIpAddress(address) ?? [], prefix: Number(prefix) }
}

function contains({ network, prefix }: Range, bytes: readonly number[]): boolean {
  if (network.length !== bytes.length) return false
  return network.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefix - 8 * index))
    const mask = 0xff & (0xff << (8 - bits))
    return (byte & mask) === ((bytes[index] ?? 0) & mask)
  })
}
