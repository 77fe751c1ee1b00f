import { decodeCredential, normalizeDid, type Dereferencer } from '@trustchains/core'
import { readResource } from '../registry/read-resource.js'
import { resourceDidUrls } from '../registry/registry-entry.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'

/**
 * Makes sure that a name is new, or that of an accreditation of the same subject: then it becomes a new version. A
 * second subject under one name would quietly take the first one's accreditation away, since references by name
 * mean the newest version.
 *
 * @throws TrustRegistryIssuerError `name_taken`, `unavailable`
 */
export async function checkNameFree(
  { did, name, type, subject }: { did: string; name: string; type: string; subject: string },
  dereferencer: Dereferencer,
): Promise<void> {
  const { latest } = resourceDidUrls(did, '', name, type)
  const { contentStream, dereferencingMetadata } = await readResource(dereferencer, latest)
  const { error, message = 'no reason given' } = dereferencingMetadata
  if (error === 'notFound') return
  if (error !== undefined || contentStream === null) {
    throw new TrustRegistryIssuerError(
      'unavailable',
      `whether ${latest} exists already could not be learnt: ${message}`,
    )
  }
  const { credential } = decodeCredential(Buffer.from(contentStream).toString('utf8'))
  if (credential?.subject === normalizeDid(subject)) return
  throw new TrustRegistryIssuerError(
    'name_taken',
    `name ${JSON.stringify(name)} is that of an accreditation of ${credential?.subject ?? 'somebody else'}, ` +
      'which a new version would replace; choose another name',
  )
}
