import type { Dereferencer } from '@trustchains/core'
import { listResources } from '../registry/list-resources.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'

/** Names from which on one list is asked for: it is dearer than a few questions, and cheaper than many. */
const fewestForList = 8

/** Says of a name whether something may stand under it; undefined: it was not looked. */
export type NamesInUse = (name: string, type: string) => boolean | undefined

/**
 * Reads which names of a DID are in use, all with one question, for a batch that would otherwise ask for each of its names.
 * What can't be listed (sources without lists, more resources than a list may have) is left to be asked one by one.
 *
 * @param wanted - how many names will be asked for
 */
export async function namesInUse(did: string, wanted: number, dereferencer: Dereferencer): Promise<NamesInUse> {
  if (wanted < fewestForList || dereferencer.listResources === undefined) return () => undefined
  try {
    const listed = await listResources(did, dereferencer)
    const names = new Set(
      listed.flatMap(({ resourceName, resourceType }) =>
        [resourceName, unescaped(resourceName)].map((name) => keyOf(name, resourceType)),
      ),
    )
    return (name, type) => names.has(keyOf(name, type))
  } catch (error) {
    if (error instanceof TrustRegistryIssuerError) return () => undefined
    throw error
  }
}

/** Resolvers answer a name also with what stands under its escaped form (url.QueryEscape of Go). */
function unescaped(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

const keyOf = (name: string, type: string): string => JSON.stringify([name, type])
