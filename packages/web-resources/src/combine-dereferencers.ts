import { parseDidUrl, type Dereferencer } from '@trustchains/core'
import { WebResourcesError } from './web-resources-error.js'

/**
 * One source of resources out of several, by DID method. A method that none is given for is answered with
 * `methodNotSupported`.
 *
 * @example
 * ```ts
 * combineDereferencers({ cheqd: createDereferencer(), web: createWebDereferencer({ allowedHosts }) })
 * ```
 * @throws {@link WebResourcesError} `invalid_options`
 */
export function combineDereferencers(byMethod: { readonly [method: string]: Dereferencer }): Dereferencer {
  const sources = new Map(Object.entries(byMethod))
  for (const [method, source] of sources) {
    if (typeof (source as Partial<Dereferencer> | undefined)?.dereference === 'function') continue
    throw new WebResourcesError('invalid_options', `${method.slice(0, 64)} has no method dereference`)
  }
  const sourceOf = (url: string): Dereferencer | undefined => sources.get(parseDidUrl(url)?.method ?? '')
  return {
    async dereference(didUrl, options) {
      const source = sourceOf(didUrl)
      if (source !== undefined) return source.dereference(didUrl, options)
      const dereferencingMetadata = { error: 'methodNotSupported', message: 'no source is set up for the DID method' }
      return Promise.resolve({ contentStream: null, contentMetadata: {}, dereferencingMetadata })
    },
    async listResources(did, filter, options) {
      const source = sourceOf(did)
      if (source?.listResources !== undefined) return source.listResources(did, filter, options)
      throw new WebResourcesError('invalid_did', 'no source that lists resources is set up for the DID method')
    },
  }
}
