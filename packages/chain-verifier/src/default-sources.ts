import type { Dereferencer } from '@trustchains/core'
import { createDereferencer } from 'cheqd-did-resolver'

/** Where DID-Linked Resources are read unless the plugin is told otherwise: cheqd's public resolver. */
export function defaultSources(): Dereferencer {
  return createDereferencer()
}
