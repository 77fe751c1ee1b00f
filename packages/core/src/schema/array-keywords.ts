import type { JsonValue } from '../types/json.js'
import type { KeywordAssertion, SchemaNode } from './validation-run.js'
import type { SchemaSite } from './schema-site.js'

/** The keywords of arrays, `unevaluatedItems` included. */
export function arrayKeywords(site: SchemaSite): void {
  const { keywords, location, assertions } = site
  const { minItems, maxItems } = keywords
  if (minItems !== undefined || maxItems !== undefined) assertions.push(size(location, minItems, maxItems))
  if (keywords.uniqueItems === true) assertions.push(uniqueItems(location))
  items(site)
  if (keywords.contains !== undefined) assertions.push(contains(site, keywords.contains))
  if (keywords.unevaluatedItems !== undefined) {
    site.unevaluated.push(rest(site.schema(keywords.unevaluatedItems, 'unevaluatedItems')))
  }
}

function size(location: string, least = 0, most = Infinity): KeywordAssertion {
  return (run, instance) => {
    if (!Array.isArray(instance)) return true
    const { length } = instance
    if (length < least) return run.fail(location, 'minItems', `must have ${least} items or more, has ${length}`)
    return length <= most || run.fail(location, 'maxItems', `must have ${most} items or less, has ${length}`)
  }
}

/** Linear in the size of the array: each item is written once and looked up. */
function uniqueItems(location: string): KeywordAssertion {
  return (run, instance) => {
    if (!Array.isArray(instance)) return true
    const seen = new Map<string, number>()
    for (const [index, item] of instance.entries()) {
      const text = run.canonical(item)
      const before = seen.get(text)
      if (before !== undefined) return run.fail(location, 'uniqueItems', `has equal items, ${before} and ${index}`)
      seen.set(text, index)
    }
    return true
  }
}

/** `prefixItems` and `items`, until 2019-09 `items` (an array) and `additionalItems`. */
function items(site: SchemaSite): void {
  const { prefixItems, items, additionalItems } = site.keywords
  const tuple = site.draft !== '2020-12' && Array.isArray(items)
  const prefix = (tuple ? items : (prefixItems ?? [])).map((schema, index) =>
    site.schema(schema, tuple ? 'items' : 'prefixItems', index),
  )
  // Without an array in `items`, `additionalItems` has no meaning; a reference may lead into it all the same.
  const additional = additionalItems === undefined ? undefined : site.schema(additionalItems, 'additionalItems')
  const others = tuple ? additional : items === undefined ? undefined : site.schema(items, 'items')
  if (prefix.length === 0 && others === undefined) return

  site.assertions.push((run, instance, evaluated) => {
    if (!Array.isArray(instance)) return true
    let valid = true
    const end = others === undefined ? Math.min(prefix.length, instance.length) : instance.length
    for (let index = 0; index < end; index += 1) {
      const node = prefix[index] ?? others
      if (node !== undefined && !run.applyTo(index, node, instance[index] as JsonValue)) valid = false
      if (!valid && !run.reports) return false
    }
    if (evaluated !== undefined) evaluated.items = Math.max(evaluated.items, end)
    return valid
  })
}

/** `contains`, `minContains` and `maxContains`. */
function contains(site: SchemaSite, schema: JsonValue): KeywordAssertion {
  const { location } = site
  const node = site.schema(schema, 'contains')
  const { minContains = 1, maxContains = Infinity } = site.keywords
  const evaluates = site.draft === '2020-12'
  return (run, instance, evaluated) => {
    if (!Array.isArray(instance)) return true
    let found = 0
    for (const [index, item] of instance.entries()) {
      if (!run.silently(() => run.applyTo(index, node, item))) continue
      found += 1
      // 2020-12 core, section 10.3.1.3; before, `contains` evaluated nothing.
      if (evaluates && evaluated !== undefined) evaluated.contained.add(index)
      else if (found >= minContains && maxContains === Infinity) break
    }
    if (found < minContains) {
      const keyword = site.keywords.minContains === undefined ? 'contains' : 'minContains'
      return run.fail(location, keyword, `must have ${minContains} items or more of those asked for, has ${found}`)
    }
    if (found <= maxContains) return true
    return run.fail(location, 'maxContains', `must have ${maxContains} items or less of those asked for, has ${found}`)
  }
}

/** `unevaluatedItems` */
function rest(node: SchemaNode): KeywordAssertion {
  return (run, instance, evaluated) => {
    if (!Array.isArray(instance)) return true
    let valid = true
    for (let index = evaluated?.items ?? 0; index < instance.length; index += 1) {
      run.charge(1)
      if (evaluated?.contained.has(index)) continue
      if (!run.applyTo(index, node, instance[index] as JsonValue)) valid = false
    }
    if (evaluated !== undefined) evaluated.items = instance.length
    return valid
  }
}
