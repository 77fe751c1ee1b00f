import type { Path } from '../../src/chain/build-paths.js'
import type { CheckContext } from '../../src/checks/check-context.js'
import { parseResourceReference, resolvePolicy } from '../../src/index.js'
import type { Evidence, TrustPolicy } from '../../src/index.js'
import { linkOf } from './link-of.js'

/** Who issued the root. */
export const did = 'did:cheqd:testnet:00000000-0000-4000-8000-000000000001'
export const idOf = (number: number): string => `00000000-0000-4000-8000-00000000010${String(number)}`
export const lettered = '00000000-0000-4000-8000-00000000abcd'
export const pinned = (number: number): string => `${did}/resources/${idOf(number)}`
export const named = (name: string, type = 'R'): string => `${did}?resourceName=${name}&resourceType=${type}`
export const metadataOf = (number: number, resourceName = 'Root', resourceType = 'R') => ({
  resourceCollectionId: did,
  resourceId: idOf(number),
  resourceName,
  resourceType,
})
/** Evidence without any. */
export const nothing: Evidence = {
  version: 1,
  at: '2026-06-01T00:00:00Z',
  leaf: {},
  resources: [],
  schemas: [],
  statusLists: [],
  didDocuments: [],
  limitsHit: [],
}

/** What a check of a whole path is given. */
export interface Given {
  policy?: TrustPolicy
  path?: Partial<Path>
  evidence?: Partial<Evidence>
  /** What the evidence says of other resources, by their id. */
  others?: Record<string, { metadata?: object; error?: { code: string } }>
}
/** A context of which only the members that a check of a whole path looks at are there. */
export function contextOf({ policy = {}, path = {}, evidence = {}, others = {} }: Given): CheckContext {
  const index = {
    resource: ({ resourceId = '' }: { resourceId?: string }) => {
      const item = others[resourceId]
      return item === undefined ? { why: 'was not collected' } : { item }
    },
  }
  const whole = { links: [], parents: [], complete: true, faults: [], ...path }
  return { at: 0, policy: resolvePolicy(policy), evidence: { ...nothing, ...evidence }, index, path: whole } as never
}
export const rootFrom = (url: string, metadata: object | undefined = metadataOf(1), more: object = {}) => ({
  ...linkOf({ kind: 'root', issuer: did, ...more }),
  source: { reference: parseResourceReference(url)!, evidence: { metadata } as never, sha256: '' },
})
/** What the links below the root name as root. */
export const naming = (...urls: string[]): Path['parents'] =>
  urls.map((rootAuthorization) => {
    const rootReference = parseResourceReference(rootAuthorization)
    return { parentAccreditation: 'x', rootAuthorization, ...(rootReference && { rootReference }) }
  })
export const endOf = ({ status, code, details }: { status: string; code: string; details?: unknown }) =>
  details === undefined ? [status, code] : [status, code, details]
