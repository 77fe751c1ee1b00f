import type { DnsZoneRecord } from '../types/IDnsAnchor.js'
import type { ResourceRecord } from '../wire/dns-message.js'
import { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'

/** A record in wire form, of one that `anchorRecords` wrote for a zone file. */
export function recordOf({ name, type, ttl, data }: DnsZoneRecord): ResourceRecord {
  return { name: nameOf(name), type: recordType[type], ttl, rdata: rdataOf(type, data) }
}

function rdataOf(type: DnsZoneRecord['type'], data: string): Buffer {
  switch (type) {
    case 'PTR':
      return nameOf(data).toWire()
    case 'TXT':
      return Buffer.concat(
        [...data.matchAll(/"([^"]*)"/g)].map(([, text = '']) => Buffer.from(`\0${text}`)).map(withLength),
      )
    case 'URI': {
      const [priority = 0, weight = 0] = data.split(' ', 2).map(Number)
      const head = Buffer.of(priority >> 8, priority & 0xff, weight >> 8, weight & 0xff)
      return Buffer.concat([head, Buffer.from(data.slice(data.indexOf('"') + 1, -1))])
    }
    case 'TLSA': {
      const [usage = 0, selector = 0, matchingType = 0] = data.split(' ', 3).map(Number)
      return Buffer.concat([
        Buffer.of(usage, selector, matchingType),
        Buffer.from(data.slice(data.lastIndexOf(' ') + 1), 'hex'),
      ])
    }
  }
}

/** The first byte is the length of the rest (RFC 1035 section 3.3). */
function withLength(string: Buffer): Buffer {
  string.writeUInt8(string.length - 1, 0)
  return string
}

/** Of domains that `readDomain` read. */
const nameOf = (text: string): DomainName => DomainName.parse(text) as DomainName
