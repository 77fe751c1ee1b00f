import { formatResourceReference, type ResourceReference } from '../did-url.js'
import type { Link } from '../chain/link.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'
import { isWhatWasAsked } from './is-what-was-asked.js'

/** The root that was reached. It keeps name and type when it is renewed. */
interface ReachedRoot {
  did: string
  name: string
  type: string
  resourceId: string
  /** As what it was asked for. */
  reference: ResourceReference
}

/**
 * Every link names the very root that the chain reaches (a chain that ends at another root of the same DID would
 * otherwise pass). Pinned or by name is the same, and so are versions of one name (docs/rules.md, Roots).
 */
export function checkRootBinding(context: CheckContext): Finding {
  const { links, parents, complete } = context.path
  const root = links.at(-1)
  if (!complete || root === undefined) return skipped('not_reached', 'no root authorization was reached')
  if (parents.length === 0) return skipped('not_applicable', 'the credential is itself a root authorization')
  const reached = rootOf(root)
  if (reached === undefined) return undecided('resource_unavailable', "the root's resource metadata is not at hand")
  let openEnd: Finding | undefined
  for (const [link, { rootAuthorization, rootReference }] of parents.entries()) {
    const same = rootReference && sameRoot(context, rootReference, reached)
    if (same === true) continue
    const details = { link, rootAuthorization: rootAuthorization.slice(0, 512) }
    if (rootReference === undefined) {
      return fail('root_mismatch', `link ${String(link)} names as root what is no DID URL of one resource`, details)
    }
    if (same === false)
      return fail('root_mismatch', `link ${String(link)} names another root than the one reached`, details)
    openEnd ??= undecided('resource_unavailable', 'the root that a link pins could not be read', details)
  }
  return openEnd ?? pass('every link names the root that was reached')
}

/** Whether a newer version of an accreditation is of the root that is reached too. */
export function checkRootOfVersion(context: CheckContext, { credential }: Link): Finding {
  const { links, complete } = context.path
  const root = links.at(-1)
  if (!complete || root === undefined || credential.kind === 'root' || credential.kind === 'attestation')
    return skipped('not_applicable', 'it names no root, or none was reached')
  const reference = credential.parent?.rootReference
  const same = reference === undefined ? false : namesRoot(context, reference, root)
  if (same === undefined) return undecided('resource_unavailable', 'the root that it names could not be read')
  return same ? pass('it names the root that was reached') : fail('root_mismatch', 'it names another root')
}

function rootOf({ source }: Link): ReachedRoot | undefined {
  if (source?.evidence.metadata === undefined) return undefined
  const { reference } = source
  const { resourceName: name, resourceType: type, resourceId } = source.evidence.metadata
  return { did: reference.did, name, type, resourceId: resourceId.toLowerCase(), reference }
}

/** Undefined where the pinned resource is not the one reached and could not be looked at. */
function sameRoot(
  { index }: Pick<CheckContext, 'index'>,
  reference: ResourceReference,
  reached: ReachedRoot,
): boolean | undefined {
  if (reference.did !== reached.did) return false
  if (reference.form === 'named') {
    return reference.resourceName === reached.name && reference.resourceType === reached.type
  }
  if (reference.resourceId === reached.resourceId) return true
  if (formatResourceReference(reference) === formatResourceReference(reached.reference)) return true
  const { item } = index.resource(reference)
  if (item?.metadata !== undefined) {
    const { resourceName, resourceType } = item.metadata
    return isWhatWasAsked(reference, item.metadata) && resourceName === reached.name && resourceType === reached.type
  }
  return item?.error?.code === 'notFound' ? false : undefined
}

/**
 * Whether an anchor's reference names the root that was reached, pinned or by name: versions of one name are one root
 * (docs/rules.md, Roots), and whether the version reached may stand is for `superseded`. Undefined where the anchor
 * pins another resource, and the evidence does not tell what that is.
 */
export function namesRoot(
  context: Pick<CheckContext, 'index'>,
  rootAuthorization: ResourceReference,
  root: Link,
): boolean | undefined {
  const reached = rootOf(root)
  return reached === undefined ? undefined : sameRoot(context, rootAuthorization, reached)
}
