import {
  genericTypes,
  type AccreditationScope,
  type CheckResult,
  type DidDocumentEvidence,
  type Evidence,
} from '@trustchains/core'
import type { Validity } from '../arguments/read-validity.js'
import { refused } from '../refused.js'

/**
 * Refuses a root authorization under which nothing could ever be accredited: nothing stands above it that would
 * refuse it, so its faults would show only when the first accreditation below it is refused.
 *
 * @param now - milliseconds since the epoch
 * @throws TrustRegistryIssuerError `refused`
 */
export function checkRootScope(accreditedFor: AccreditationScope[], { validUntil }: Validity, now: number): void {
  const faults: CheckResult[] = []
  const scope = (code: 'scope_empty' | 'schema_missing', message: string): void => {
    faults.push({
      id: 'scope',
      link: 0,
      status: 'fail',
      code,
      message,
      clause: 'cheqd Decentralized Trust Chains, accreditedFor',
    })
  }
  if (accreditedFor.length === 0) scope('scope_empty', 'accreditedFor is empty, so it authorises nothing')
  accreditedFor.forEach(({ schemaId, types }, index) => {
    const path = `accreditedFor[${String(index)}]`
    if (schemaId === undefined) scope('schema_missing', `${path} names no schema, so it covers nothing`)
    if (types.every((type) => genericTypes.has(type))) {
      scope('scope_empty', `${path}.types has none but generic types, so it covers nothing`)
    }
  })
  if (validUntil !== undefined && validUntil <= now) {
    const message = 'validUntil is past'
    faults.push({ id: 'validity', link: 0, status: 'fail', code: 'expired', message, clause: 'VCDM 1.1 section 4.6' })
  }
  if (faults.length > 0) throw refused('the root authorization', faults)
}

/** All that there is to know about a root authorization before it is signed: nothing stands above it. */
export function rootEvidence(issuer: DidDocumentEvidence, now: number): Evidence {
  return {
    version: 1,
    at: new Date(now).toISOString(),
    leaf: {},
    resources: [],
    schemas: [],
    statusLists: [],
    didDocuments: [issuer],
    limitsHit: [],
  }
}
