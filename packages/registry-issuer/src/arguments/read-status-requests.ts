import type { StatusListPurpose, StatusRequest } from '../types/status.js'
import { checkMembers } from './check-members.js'
import { invalidArgument } from './invalid-argument.js'
import { readResourceUrl } from './read-resource-url.js'

/** Reads the argument `status` of what is issued: which statuses it gets, each purpose once. */
export function readStatusRequests(value: unknown): StatusRequest[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw invalidArgument('status', 'is no list; give such as [{ "purpose": "revocation" }]')
  const requests = value.map((item: unknown, index) => readRequest(item, `status[${String(index)}]`))
  const twice = requests.findIndex(({ purpose }, index) => requests.findIndex((one) => one.purpose === purpose) < index)
  if (twice >= 0) throw invalidArgument(`status[${String(twice)}].purpose`, 'is named twice')
  return requests
}

function readRequest(value: unknown, path: string): StatusRequest {
  checkMembers(value, path, ['purpose', 'list'])
  const { purpose, list } = value as Record<string, unknown>
  return {
    purpose: readPurpose(purpose, `${path}.purpose`),
    ...(list !== undefined && { list: readResourceUrl(list, `${path}.list`) }),
  }
}

/** Reads the purpose of a list. */
export function readPurpose(value: unknown, path: string): StatusListPurpose {
  if (value === 'revocation' || value === 'suspension') return value
  throw invalidArgument(path, 'is neither revocation (final) nor suspension (which can be taken back)')
}
