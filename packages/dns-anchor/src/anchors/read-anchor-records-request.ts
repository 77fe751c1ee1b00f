import { DnsAnchorError } from '../dns-anchor-error.js'
import { invalid, requireDid, requireDocument } from '../read-arguments.js'
import type { DnsAnchorRecordFormat, GetDnsAnchorRecordsArgs } from '../types/IDnsAnchor.js'
import type { AnchorRecordsRequest } from './anchor-records.js'
import type { DocumentAnswer } from './judge-domain.js'
import { readDomain } from './read-domain.js'

const known: readonly DnsAnchorRecordFormat[] = ['txt', 'uri', 'tlsa', 'train']

/**
 * Reads which records to write.
 *
 * @param resolve - reads the DID document, for `tlsa`
 * @throws DnsAnchorError code `invalid_argument`, `invalid_domain`
 */
export async function readAnchorRecordsRequest(
  {
    did: text,
    domain: domainText,
    formats = ['txt', 'uri'],
    schemeDomain,
    ttl = 3600,
    didDocument: given,
  }: GetDnsAnchorRecordsArgs,
  resolve: (did: string) => Promise<DocumentAnswer>,
): Promise<AnchorRecordsRequest> {
  const did = requireDid(text)
  const domain = readDomain(domainText)
  if (!Array.isArray(formats) || formats.length === 0 || formats.some((format) => !known.includes(format))) {
    throw invalid(`formats is a list of ${known.join(', ')}`)
  }
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > 86_400) throw invalid('ttl is a number of seconds from 0 to 86400')
  const didDocument = requireDocument(given)
  const request = {
    did,
    domain,
    schemeDomain: schemeDomain === undefined ? domain : readDomain(schemeDomain),
    formats,
    ttl,
  }
  if (!formats.includes('tlsa')) return request
  const answer = didDocument === undefined ? await resolve(did) : { document: didDocument }
  if (answer.document === undefined) {
    throw new DnsAnchorError('invalid_argument', `the format tlsa needs the DID document: ${answer.reason}`)
  }
  return { ...request, document: answer.document }
}
