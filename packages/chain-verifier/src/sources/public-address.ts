import { BlockList, isIP } from 'node:net'

/** Ranges of IPv4 that are not for the public (IANA IPv4 Special-Purpose Address Registry), multicast and reserved ones too. */
const privateV4 = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  privateV4.addSubnet(network, prefix, 'ipv4')
}

/** Only this range of IPv6 is for the public (RFC 4291): v4-mapped, NAT64, ULA, link-local and multicast stand outside. */
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')

/** What within it is not: Teredo and other protocols, documentation, 6to4, which leads to any IPv4 address. */
const privateV6 = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  privateV6.addSubnet(network, prefix, 'ipv6')
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether an IP address is one of the public Internet, so that asking it can't reach into a private network. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !privateV4.check(address, 'ipv4')
    case 6:
      // One with a zone is of a link; BlockList would not take it.
      return !address.includes('%') && globalV6.check(address, 'ipv6') && !privateV6.check(address, 'ipv6')
    default:
      return false
  }
}

/** Whether an IP address is one of this machine. */
export function isLoopbackAddress(address: string): boolean {
  const version = isIP(address)
  return version !== 0 && !address.includes('%') && loopback.check(address, version === 4 ? 'ipv4' : 'ipv6')
}
