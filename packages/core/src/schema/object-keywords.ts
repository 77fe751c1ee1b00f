import { isJsonObject } from '../decode/parse-json.js'
import type { JsonValue } from '../types/json.js'
import type { KeywordAssertion, SchemaNode } from './validation-run.js'
import type { SchemaPattern } from './schema-pattern.js'
import type { SchemaSite } from './schema-site.js'

/** The keywords of objects, `unevaluatedProperties` included. */
export function objectKeywords(site: SchemaSite): void {
  const { keywords, location, assertions } = site
  const { minProperties, maxProperties, required, dependentRequired, propertyNames } = keywords
  if (minProperties !== undefined || maxProperties !== undefined) {
    assertions.push(size(location, minProperties, maxProperties))
  }
  if (required) assertions.push(requires(location, 'required', required))
  if (dependentRequired) {
    for (const name of Object.keys(dependentRequired)) {
      assertions.push(ifHas(name, requires(location, 'dependentRequired', dependentRequired[name] as string[])))
    }
  }
  if (keywords.dependentSchemas) dependents(site, 'dependentSchemas', keywords.dependentSchemas)
  if (keywords.dependencies) dependents(site, 'dependencies', keywords.dependencies)
  if (propertyNames !== undefined) assertions.push(names(site.schema(propertyNames, 'propertyNames')))
  members(site)
  if (keywords.unevaluatedProperties !== undefined) {
    site.unevaluated.push(rest(site.schema(keywords.unevaluatedProperties, 'unevaluatedProperties')))
  }
}

function size(location: string, least = 0, most = Infinity): KeywordAssertion {
  return (run, instance) => {
    if (!isJsonObject(instance)) return true
    const { length } = Object.keys(instance)
    run.charge(length)
    if (length < least) return run.fail(location, 'minProperties', `must have ${least} members or more, has ${length}`)
    if (length <= most) return true
    return run.fail(location, 'maxProperties', `must have ${most} members or less, has ${length}`)
  }
}

const quoted = (name: string): string => JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name)

function requires(location: string, keyword: string, needed: string[]): KeywordAssertion {
  return (run, instance) => {
    if (!isJsonObject(instance)) return true
    run.charge(needed.length)
    let valid = true
    for (const name of needed) {
      if (Object.hasOwn(instance, name)) continue
      valid = run.fail(location, keyword, `must have the member ${quoted(name)}`)
      if (!run.reports) break
    }
    return valid
  }
}

const ifHas =
  (name: string, assertion: KeywordAssertion): KeywordAssertion =>
  (run, instance, evaluated) =>
    !isJsonObject(instance) || !Object.hasOwn(instance, name) || assertion(run, instance, evaluated)

/** Schemas that apply where a member is there; for `dependencies` also arrays of members. */
function dependents(
  site: SchemaSite,
  keyword: 'dependentSchemas' | 'dependencies',
  schemas: Record<string, JsonValue>,
): void {
  for (const name of Object.keys(schemas)) {
    const value = schemas[name] as JsonValue
    if (keyword === 'dependencies' && Array.isArray(value)) {
      site.assertions.push(ifHas(name, requires(site.location, keyword, value as string[])))
    } else {
      const node = site.schema(value, keyword, name)
      site.assertions.push(ifHas(name, (run, instance, evaluated) => run.apply(node, instance, evaluated)))
    }
  }
}

function names(node: SchemaNode): KeywordAssertion {
  return (run, instance) => {
    if (!isJsonObject(instance)) return true
    let valid = true
    for (const name of Object.keys(instance)) if (!run.applyTo(name, node, name)) valid = false
    return valid
  }
}

/** `properties`, `patternProperties` and `additionalProperties`, in one pass over the members. */
function members(site: SchemaSite): void {
  const { properties, patternProperties, additionalProperties } = site.keywords
  if (properties === undefined && patternProperties === undefined && additionalProperties === undefined) return
  const named = new Map<string, SchemaNode>()
  for (const name of Object.keys(properties ?? {})) {
    named.set(name, site.schema(properties?.[name] as JsonValue, 'properties', name))
  }
  const patterns: [SchemaPattern, SchemaNode][] = Object.entries(patternProperties ?? {}).map(([source, schema]) => [
    site.pattern(source, 'patternProperties'),
    site.schema(schema, 'patternProperties', source),
  ])
  const others =
    additionalProperties === undefined ? undefined : site.schema(additionalProperties, 'additionalProperties')

  site.assertions.push((run, instance, evaluated) => {
    if (!isJsonObject(instance)) return true
    let valid = true
    for (const name of Object.keys(instance)) {
      run.charge(1)
      const value = instance[name] as JsonValue
      const node = named.get(name)
      let matched = node !== undefined
      if (node !== undefined && !run.applyTo(name, node, value)) valid = false
      for (const [pattern, patternNode] of patterns) {
        run.charge(pattern.cost(name))
        if (!pattern.test(name)) continue
        matched = true
        if (!run.applyTo(name, patternNode, value)) valid = false
      }
      if (!matched && others !== undefined) {
        matched = true
        if (!run.applyTo(name, others, value)) valid = false
      }
      if (matched) evaluated?.properties.add(name)
      if (!valid && !run.reports) return false
    }
    return valid
  })
}

/** `unevaluatedProperties` */
function rest(node: SchemaNode): KeywordAssertion {
  return (run, instance, evaluated) => {
    if (!isJsonObject(instance)) return true
    let valid = true
    for (const name of Object.keys(instance)) {
      run.charge(1)
      if (evaluated?.properties.has(name)) continue
      if (!run.applyTo(name, node, instance[name] as JsonValue)) valid = false
      evaluated?.properties.add(name)
    }
    return valid
  }
}
