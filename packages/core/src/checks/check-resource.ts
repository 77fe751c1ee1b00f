import { formatResourceReference } from '../did-url.js'
import { britishRootType, chainTypes, kindOfType } from '../decode/credential-kind.js'
import type { Link } from '../chain/link.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'
import { isWhatWasAsked, sameButForCase } from './is-what-was-asked.js'

/**
 * The credential is what its DID URL names: published under its issuer's DID, of its own type, with the bytes that
 * the ledger has a checksum of (docs/verification.md, resource). Whether a newer version exists is `checkSuperseded`.
 */
export function checkResource({ index }: CheckContext, { credential, source, heldAt }: Link): Finding {
  if (source === undefined) return skipped('not_applicable', 'the credential was handed over, not read from a DID URL')
  const { reference, evidence, sha256 } = source
  const url = formatResourceReference(reference)
  const details = { url }
  if (reference.did !== credential.issuer) {
    return fail('resource_issuer_mismatch', "the resource stands under a DID that is not its issuer's", {
      ...details,
      issuer: credential.issuer,
    })
  }
  const { metadata } = evidence
  if (metadata === undefined)
    return undecided('resource_unavailable', 'nothing says what the resource is (no metadata)', details)
  if (!isWhatWasAsked(reference, metadata)) {
    return fail('resource_not_found', 'the answer is another resource than the one asked for', details)
  }
  if (!sameButForCase(metadata.checksum, sha256)) {
    return fail('checksum_mismatch', "the content's sha-256 is not the ledger's checksum", { ...details, sha256 })
  }
  if (!isNamedAfter(credential, metadata.resourceType)) {
    return fail('resource_type_mismatch', "the resourceType is not the credential's type", {
      ...details,
      resourceType: metadata.resourceType.slice(0, 64),
    })
  }
  const created = index.timeOf(metadata.created)
  if (created === -Infinity)
    return undecided('resource_unavailable', 'the time of publication is no RFC 3339 time', details)
  if (created > heldAt + index.skewAt(heldAt))
    return fail('resource_not_found', 'it was published after the time at which it must have held', details)
  return pass('the resource is what its DID URL names', {
    url,
    resourceId: metadata.resourceId,
    created: metadata.created,
  })
}

function isNamedAfter({ types }: Link['credential'], resourceType: string): boolean {
  const own = types.find((type) => kindOfType(type) !== undefined)
  // An attestation's resource may be called after any of its types.
  return own === undefined ? types.includes(resourceType) : sameType(resourceType, own)
}

/** Both spellings of the root's type name the same thing. */
const sameType = (resourceType: string, own: string): boolean => american(resourceType) === american(own)

const american = (type: string): string => (type === britishRootType ? chainTypes.root : type)
