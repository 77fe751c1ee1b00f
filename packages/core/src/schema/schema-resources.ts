import { UnusableSchema } from './unusable-schema.js'

/** A schema with a URI of its own: the document, or an inner schema with `$id` (2020-12 core, section 8.2.1). */
export interface SchemaResource {
  /** Absolute, without fragment. */
  uri: string
  /** JSON Pointer into the document. */
  location: string
}

// The base of a document without $id: a name that nobody can have (RFC 6761), and nothing is fetched anyway.
const noUri = 'https://schema.invalid/'

/**
 * The schema resources of one document and their anchors. References are resolved among these: nothing is ever
 * fetched.
 */
export class SchemaResources {
  readonly #locations = new Map<string, string>()
  readonly #anchors = new Map<string, string>()

  /** How many resources there are. */
  get count(): number {
    return this.#locations.size
  }

  /**
   * Notes a schema with a URI: the document (without parent), which may lack an `$id`, or an inner one.
   *
   * @throws UnusableSchema
   */
  declare(id: string | undefined, parent: SchemaResource | undefined, location: string): SchemaResource {
    const [uri, fragment] = id === undefined ? [noUri, ''] : (resolve(id, parent?.uri ?? noUri) ?? [])
    if (uri === undefined || fragment !== '') throw new UnusableSchema(`${location}/$id is not a URI without fragment.`)
    if (this.#locations.has(uri)) throw new UnusableSchema(`${location}/$id is that of another schema in the document.`)
    this.#locations.set(uri, location)
    return { uri, location }
  }

  /**
   * Notes a schema with a name.
   *
   * @throws UnusableSchema
   */
  declareAnchor(name: string, resource: SchemaResource, location: string): void {
    const key = `${resource.uri}#${name}`
    if (this.#anchors.has(key)) throw new UnusableSchema(`${location} has an anchor that another schema has as well.`)
    this.#anchors.set(key, location)
  }

  /**
   * Where a reference leads.
   *
   * @returns a JSON Pointer into the document; undefined where it leads out of it, or is no URI
   */
  locate(reference: string, from: SchemaResource): string | undefined {
    // Nearly all references are fragments, and those need no URL to be parsed.
    const [uri, fragment] = reference.startsWith('#')
      ? [from.uri, reference.slice(1)]
      : (resolve(reference, from.uri) ?? [])
    if (uri === undefined || fragment === undefined) return undefined
    const resource = this.#locations.get(uri)
    const decoded = percentDecode(fragment)
    if (resource === undefined || decoded === undefined) return undefined
    if (decoded === '') return resource
    return decoded.startsWith('/') ? resource + decoded : this.#anchors.get(`${uri}#${decoded}`)
  }
}

/** Resolves a URI reference (RFC 3986 section 5). */
function resolve(reference: string, base: string): [uri: string, fragment: string] | undefined {
  if (!URL.canParse(reference, base)) return undefined
  const url = new URL(reference, base)
  const fragment = url.hash.slice(1)
  url.hash = ''
  return [url.href, fragment]
}

function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
