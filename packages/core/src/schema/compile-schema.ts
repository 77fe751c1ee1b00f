import { isJsonObject } from '../decode/parse-json.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import { arrayKeywords } from './array-keywords.js'
import { pointerToken } from './json-pointer.js'
import { readKeywords, type SchemaKeywords } from './keyword-forms.js'
import { logicKeywords } from './logic-keywords.js'
import { objectKeywords } from './object-keywords.js'
import { schemaDraftOf, type SchemaDraft } from './schema-draft.js'
import type { SchemaLimits } from './schema-limits.js'
import type { KeywordAssertion, SchemaNode } from './validation-run.js'
import { compileSchemaPattern, type SchemaPattern } from './schema-pattern.js'
import { SchemaResources, type SchemaResource } from './schema-resources.js'
import type { SchemaSite } from './schema-site.js'
import { stringKeywords } from './string-keywords.js'
import { UnusableSchema } from './unusable-schema.js'
import { valueKeywords } from './value-keywords.js'

/** A document made ready to be applied. */
export interface CompiledSchema {
  root: SchemaNode
  patterns: readonly SchemaPattern[]
}

/** What a compilation has cost so far, also where it fails. */
export interface CompilationWork {
  /** States of all patterns that were compiled. */
  patternStates: number
}

/**
 * Makes a JSON Schema document ready to be applied.
 *
 * @param work - what it costs is added to it
 * @throws UnusableSchema
 */
export function compileSchema(document: JsonValue, limits: SchemaLimits, work: CompilationWork): CompiledSchema {
  const draft = schemaDraftOf(isJsonObject(document) ? document.$schema : undefined)
  if (draft === undefined) throw new UnusableSchema('/$schema names no draft that is supported (7, 2019-09, 2020-12).')
  return new SchemaCompiler(draft, limits, work).compile(document)
}

interface Reference {
  slot: { target?: SchemaNode }
  keyword: string
  text: string
  site: Site
}

/** Compiles one document. */
class SchemaCompiler {
  readonly #nodes: [location: string, node: SchemaNode][] = []
  readonly #resources = new SchemaResources()
  readonly #references: Reference[] = []
  readonly #patterns = new Map<string, SchemaPattern>()

  constructor(
    readonly draft: SchemaDraft,
    readonly limits: SchemaLimits,
    readonly work: CompilationWork,
  ) {}

  compile(document: JsonValue): CompiledSchema {
    const root = this.schema(document, '', 0, undefined)
    if (this.#references.length > 0) this.#resolve(new Map(this.#nodes))
    return { root, patterns: [...this.#patterns.values()] }
  }

  schema(value: JsonValue, location: string, depth: number, outer: SchemaResource | undefined): SchemaNode {
    const { maxSubschemas, maxSchemaDepth } = this.limits
    if (this.#nodes.length >= maxSubschemas) {
      throw new UnusableSchema(`The document has more than the limit of ${maxSubschemas} schemas.`)
    }
    if (depth > maxSchemaDepth) {
      throw new UnusableSchema(`The document has more than the limit of ${maxSchemaDepth} schemas inside one another.`)
    }
    if (typeof value === 'boolean') return this.#note(location, value ? everything : nothing(location))
    if (!isJsonObject(value)) throw new UnusableSchema(`${location || 'The document'} must be an object or a boolean.`)
    const site = new Site(this, this.#keywordsOf(value, location), location, depth, outer)
    const node = this.#note(location, { assertions: site.assertions, unevaluated: site.unevaluated })
    definitions(site, '$defs')
    definitions(site, 'definitions')
    logicKeywords(site)
    valueKeywords(site)
    stringKeywords(site)
    objectKeywords(site)
    arrayKeywords(site)
    return node
  }

  #note(location: string, node: SchemaNode): SchemaNode {
    this.#nodes.push([location, node])
    return node
  }

  #keywordsOf(value: JsonObject, location: string): SchemaKeywords {
    if (value.$schema !== undefined && schemaDraftOf(value.$schema) !== this.draft) {
      throw new UnusableSchema(`${location}/$schema is not that of the document.`)
    }
    const read = readKeywords(value, this.draft)
    if (!read.ok) throw new UnusableSchema(`${location}/${read.reason}.`)
    return read.keywords
  }

  /** Notes the names that a schema gives itself. */
  identify(keywords: SchemaKeywords, location: string, outer: SchemaResource | undefined): SchemaResource {
    const { $id, $anchor, $dynamicAnchor } = keywords
    // Until draft 7 a fragment in $id is an anchor.
    const idAnchor = this.draft === '7' && $id !== undefined && /^#./.test($id) ? $id.slice(1) : undefined
    const id = idAnchor === undefined ? $id : undefined
    const resource = outer === undefined || id !== undefined ? this.#resources.declare(id, outer, location) : outer
    for (const anchor of [idAnchor, $anchor, $dynamicAnchor]) {
      if (anchor !== undefined) this.#resources.declareAnchor(anchor, resource, location)
    }
    return resource
  }

  reference(reference: Reference): void {
    this.#references.push(reference)
  }

  #resolve(nodes: ReadonlyMap<string, SchemaNode>): void {
    for (const { slot, keyword, text, site } of this.#references) {
      // With one resource in the document the dynamic scope holds nothing else, so these two are plain references.
      if (keyword !== '$ref' && this.#resources.count > 1) {
        throw new UnusableSchema(`${site.location}/${keyword} in a document with several $id is not supported.`)
      }
      const location = this.#resources.locate(text, site.resource)
      slot.target = location === undefined ? undefined : nodes.get(location)
      if (slot.target === undefined) {
        throw new UnusableSchema(`${site.location}/${keyword} leads to no schema of this document.`)
      }
    }
  }

  pattern(source: string, at: string): SchemaPattern {
    const known = this.#patterns.get(source)
    if (known !== undefined) return known
    const { maxPatterns, maxPatternLength, maxPatternStates } = this.limits
    if (this.#patterns.size >= maxPatterns) {
      throw new UnusableSchema(`The document has more than the limit of ${maxPatterns} patterns.`)
    }
    if (source.length > maxPatternLength) {
      throw new UnusableSchema(`${at}: the pattern is longer than the limit of ${maxPatternLength} characters.`)
    }
    const compiled = compileSchemaPattern(source, maxPatternStates - this.work.patternStates)
    this.work.patternStates += compiled.states
    if (!compiled.ok) throw new UnusableSchema(`${at}: the pattern can't be used, ${compiled.reason}.`)
    this.#patterns.set(source, compiled.pattern)
    return compiled.pattern
  }
}

class Site implements SchemaSite {
  readonly assertions: KeywordAssertion[] = []
  readonly unevaluated: KeywordAssertion[] = []
  readonly draft: SchemaDraft
  readonly resource: SchemaResource

  constructor(
    readonly compiler: SchemaCompiler,
    readonly keywords: SchemaKeywords,
    readonly location: string,
    readonly depth: number,
    outer: SchemaResource | undefined,
  ) {
    this.draft = compiler.draft
    this.resource = compiler.identify(keywords, location, outer)
  }

  schema(value: JsonValue, keyword: keyof SchemaKeywords, name?: string | number): SchemaNode {
    const location = `${this.location}/${keyword}${name === undefined ? '' : pointerToken(name)}`
    return this.compiler.schema(value, location, this.depth + 1, this.resource)
  }

  reference(keyword: '$ref' | '$recursiveRef' | '$dynamicRef', text: string): { target?: SchemaNode } {
    const slot: { target?: SchemaNode } = {}
    this.compiler.reference({ slot, keyword, text, site: this })
    return slot
  }

  pattern(source: string, keyword: 'pattern' | 'patternProperties'): SchemaPattern {
    return this.compiler.pattern(source, `${this.location}/${keyword}`)
  }
}

function definitions(site: Site, keyword: '$defs' | 'definitions'): void {
  const schemas = site.keywords[keyword]
  if (schemas === undefined) return
  for (const name of Object.keys(schemas)) site.schema(schemas[name] as JsonValue, keyword, name)
}

const everything: SchemaNode = { assertions: [], unevaluated: [] }

const nothing = (location: string): SchemaNode => ({
  assertions: [(run) => run.fail(location, '', 'is not allowed here')],
  unevaluated: [],
})
