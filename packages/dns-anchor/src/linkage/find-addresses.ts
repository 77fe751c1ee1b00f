import type { LookupAddress } from 'node:dns'
import type { LookUp } from '../anchors/domain-lookups.js'
import { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'
import { readAddress } from './read-address.js'

/** Addresses of one family that are looked at. */
const maxAddresses = 16

/**
 * Finds a domain's addresses through the resolvers of the plugin, validated where the zone is signed: what is bogus leads
 * nowhere.
 *
 * @param domain - as `readDomain` gives it
 * @returns IPv4 first; or why there are none, for people
 */
export async function findAddresses(domain: string, lookUp: LookUp): Promise<LookupAddress[] | string> {
  const name = DomainName.parse(domain) as DomainName
  const [four, six] = await Promise.all([lookUp(name, recordType.A), lookUp(name, recordType.AAAA)])
  const addresses = [four, six].flatMap(({ verdict: { security, rdatas } }) =>
    security === 'secure' || security === 'insecure' ? rdatas.slice(0, maxAddresses).map(readAddress) : [],
  )
  const found = addresses.filter((address) => address !== undefined)
  if (found.length > 0) return found
  return four.verdict.reason ?? six.verdict.reason ?? `${domain} has no address`
}
