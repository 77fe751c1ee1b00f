import type { JsonValue } from '../types/json.js'
import type { KeywordAssertion, SchemaNode } from './validation-run.js'
import type { SchemaSite } from './schema-site.js'

/** `$ref` and its kin, `allOf`, `anyOf`, `oneOf`, `not` and `if`: schemas applied to the same value. */
export function logicKeywords(site: SchemaSite): void {
  const { keywords, location, assertions } = site
  if (keywords.$ref !== undefined) assertions.push(reference(site, '$ref', keywords.$ref))
  if (keywords.$recursiveRef !== undefined) assertions.push(reference(site, '$recursiveRef', keywords.$recursiveRef))
  if (keywords.$dynamicRef !== undefined) assertions.push(reference(site, '$dynamicRef', keywords.$dynamicRef))
  if (keywords.allOf) assertions.push(allOf(nodes(site, 'allOf', keywords.allOf)))
  if (keywords.anyOf) assertions.push(anyOf(location, nodes(site, 'anyOf', keywords.anyOf)))
  if (keywords.oneOf) assertions.push(oneOf(location, nodes(site, 'oneOf', keywords.oneOf)))
  if (keywords.not !== undefined) assertions.push(not(location, site.schema(keywords.not, 'not')))
  const { if: test, then: consequent, else: alternative } = keywords
  // They are compiled even where `if` is absent: a reference may lead into them.
  const consequentNode = consequent === undefined ? undefined : site.schema(consequent, 'then')
  const alternativeNode = alternative === undefined ? undefined : site.schema(alternative, 'else')
  if (test !== undefined) assertions.push(condition(site.schema(test, 'if'), consequentNode, alternativeNode))
}

const nodes = (site: SchemaSite, keyword: 'allOf' | 'anyOf' | 'oneOf', schemas: JsonValue[]): SchemaNode[] =>
  schemas.map((schema, index) => site.schema(schema, keyword, index))

function reference(
  site: SchemaSite,
  keyword: '$ref' | '$recursiveRef' | '$dynamicRef',
  text: string,
): KeywordAssertion {
  const slot = site.reference(keyword, text)
  return (run, instance, evaluated) => run.apply(slot.target as SchemaNode, instance, evaluated)
}

function allOf(all: SchemaNode[]): KeywordAssertion {
  return (run, instance, evaluated) => {
    let valid = true
    for (const node of all) {
      if (!run.apply(node, instance, evaluated)) valid = false
      if (!valid && !run.reports) break
    }
    return valid
  }
}

function anyOf(location: string, alternatives: SchemaNode[]): KeywordAssertion {
  const none = `satisfies none of the ${alternatives.length} schemas`
  return (run, instance, evaluated) => {
    const found = run.errors.length
    run.fail(location, 'anyOf', none)
    let valid = false
    for (const node of alternatives) {
      if (run.apply(node, instance, evaluated)) valid = true
      // The others matter only to who wants to know what they evaluate.
      if (valid && evaluated === undefined) break
    }
    if (valid) run.errors.length = found
    return valid
  }
}

function oneOf(location: string, alternatives: SchemaNode[]): KeywordAssertion {
  const none = `satisfies none of the ${alternatives.length} schemas, not exactly one`
  return (run, instance, evaluated) => {
    const found = run.errors.length
    run.fail(location, 'oneOf', none)
    let valid = 0
    for (const node of alternatives) if (run.apply(node, instance, evaluated)) valid += 1
    if (valid === 0) return false
    run.errors.length = found
    return valid === 1 || run.fail(location, 'oneOf', `satisfies ${valid} of the schemas, not exactly one`)
  }
}

function not(location: string, node: SchemaNode): KeywordAssertion {
  return (run, instance) =>
    !run.silently(() => run.apply(node, instance)) || run.fail(location, 'not', 'satisfies the schema that it must not')
}

function condition(test: SchemaNode, consequent?: SchemaNode, alternative?: SchemaNode): KeywordAssertion {
  return (run, instance, evaluated) => {
    const chosen = run.silently(() => run.apply(test, instance, evaluated)) ? consequent : alternative
    return chosen === undefined || run.apply(chosen, instance, evaluated)
  }
}
