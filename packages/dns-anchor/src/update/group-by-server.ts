import { DnsAnchorError } from '../dns-anchor-error.js'
import type { DnsZoneRecord } from '../types/IDnsAnchor.js'
import type { ResourceRecord } from '../wire/dns-message.js'
import type { NameServer } from './name-server.js'
import { recordOf } from './record-of.js'

/**
 * Finds the name server of each record: of those whose zone holds its name, the one with the longest.
 *
 * @throws DnsAnchorError code `invalid_argument` where there is none
 */
export function groupByServer(
  records: readonly DnsZoneRecord[],
  servers: readonly NameServer[],
): Map<NameServer, ResourceRecord[]> {
  const groups = new Map<NameServer, ResourceRecord[]>()
  for (const record of records.map(recordOf)) {
    const [server] = servers
      .filter(({ zone }) => record.name.isWithin(zone))
      .sort((a, b) => b.zone.labels.length - a.zone.labels.length)
    if (server === undefined) {
      throw new DnsAnchorError('invalid_argument', `the option nameServers has none for a zone of ${record.name.text}`)
    }
    groups.set(server, [...(groups.get(server) ?? []), record])
  }
  return groups
}
