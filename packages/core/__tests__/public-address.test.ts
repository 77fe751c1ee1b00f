import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { isLoopbackAddress, isPublicAddress } from '../src/index.js'

describe('An address that is not of the public Internet is never connected to: it would lead into the own network', () => {
  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:a00:1',
    '::127.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:10::1',
    '2001:20::1',
    '2001:db8::1',
    '2002:a00:1::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1111%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    '',
    'localhost',
    '2130706433',
    '0x7f.1',
    '127.1',
    '010.0.0.1',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:200::1',
    '2001:4860:4860::8888',
    '2606:4700:4700::1111',
    '2a00::1',
  ])('%s is one of it', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

it('Loopback is this machine and nothing else, so that what is allowed for development opens no network', () => {
  for (const address of ['127.0.0.1', '127.8.8.8', '::1']) expect(isLoopbackAddress(address)).toBe(true)
  for (const address of ['10.0.0.1', '0.0.0.0', '::', 'fe80::1', '169.254.169.254', 'localhost', '::1%lo']) {
    expect(isLoopbackAddress(address)).toBe(false)
  }
})

it('Every way to write an address is judged alike, or a private one would pass in another dress', () => {
  const loopback = new BlockList()
  loopback.addAddress('::1', 'ipv6')
  loopback.addSubnet('127.0.0.0', 8, 'ipv4')
  const outside = new BlockList()
  outside.addSubnet('2000::', 3, 'ipv6')
  const address = fc.oneof(fc.ipV6(), fc.ipV4(), fc.ipV4Extended(), fc.string({ maxLength: 20 }))
  fc.assert(
    fc.property(address, (text) => {
      const version = isIP(text)
      if (version === 0) return !isPublicAddress(text) && !isLoopbackAddress(text)
      if (version === 4) return isLoopbackAddress(text) === loopback.check(text, 'ipv4')
      // Node reads the IPv4 address inside of a mapped one as that address; here it is no public one, and not this machine.
      const isGlobal = outside.check(text, 'ipv6')
      return isPublicAddress(text) ? isGlobal : true
    }),
    { numRuns: 2000 },
  )
})
