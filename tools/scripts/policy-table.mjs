// @ts-check
/** @typedef {{ type?: string, description?: string, $ref?: string, enum?: string[], items?: Schema, anyOf?: Schema[], properties?: Record<string, Schema>, required?: string[] }} Schema */
/** @typedef {{ member: string, meaning: string, values: string, standard: string, unit: string }} Row */

/** How the TSDoc of a number begins, and its unit. */
const units = new Map([
  ['Accreditations', 'accreditations'],
  ['Credentials', 'credentials'],
  ['Requests', 'requests'],
  ['Bytes', 'bytes'],
  ['Keys', 'keys'],
  ['Milliseconds', 'ms'],
  ['Seconds', 's'],
])

const code = (/** @type {string} */ text) => `\`${text}\``
const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|')
const grouped = (/** @type {number} */ value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

/**
 * The members of a policy as lines of a Markdown table: what they mean by the TSDoc, and the defaults by what the code
 * applies.
 *
 * @param {Record<string, Schema>} schemas - the JSON Schemas of TrustPolicy and of the types that it names, by name
 * @param {(policy: any) => any} resolvePolicy - core's
 * @throws {Error} where a member has no TSDoc, the TSDoc of a number begins with no unit, or it states another default
 */
export function policyTable(schemas, resolvePolicy) {
  const resolve = (/** @type {Schema} */ schema) =>
    schema.$ref === undefined ? schema : (schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {})

  /** @param {Schema} schema @param {(value: number) => unknown} policyWith @returns {string} */
  const valuesOf = (schema, policyWith) => {
    const target = resolve(schema)
    if (target.enum !== undefined) return target.enum.map(code).join(', ')
    if (target.anyOf !== undefined) return target.anyOf.map((one) => valuesOf(one, policyWith)).join(' or ')
    if (target.type === 'array') return `list of ${valuesOf(target.items ?? {}, policyWith)}`
    if (target.type === 'number') return `whole number from ${leastOf(policyWith)}`
    if (target.type !== 'object') return 'text'
    const isRequired = (/** @type {string} */ name) => target.required?.includes(name) === true
    return code(
      `{ ${Object.keys(target.properties ?? {})
        .map((name) => name + (isRequired(name) ? '' : '?'))
        .join(', ')} }`,
    )
  }

  /** @param {(value: number) => unknown} policyWith */
  const leastOf = (policyWith) => {
    for (const least of [0, 1]) {
      try {
        resolvePolicy(policyWith(least))
        return least
      } catch {
        // Then it is more.
      }
    }
    throw new Error('a number of the policy may be neither 0 nor 1')
  }

  /**
   * @param {string} member @param {Schema} schema @param {unknown} applied
   * @param {(value: number) => unknown} policyWith - a policy in which a number has this value
   * @returns {Row}
   */
  const rowOf = (member, schema, applied, policyWith) => {
    const { description } = schema
    if (description === undefined) throw new Error(`${member} of the policy has no TSDoc`)
    const [, stated] = / Default ([^.]*)\.$/.exec(description) ?? []
    if (stated !== undefined && stated.replaceAll('`', '') !== plain(applied)) {
      throw new Error(`${member} of the policy: its TSDoc has the default ${stated}, resolvePolicy ${plain(applied)}`)
    }
    const isNumber = resolve(schema).type === 'number'
    const unit = isNumber ? units.get(description.split(' ')[0] ?? '') : ''
    if (unit === undefined) throw new Error(`${member} of the policy is a number, and its TSDoc begins with no unit`)
    return {
      member,
      meaning: stated === undefined ? description : description.slice(0, description.lastIndexOf(' Default ')),
      values: valuesOf(schema, policyWith),
      standard: shown(applied, unit),
      unit,
    }
  }

  const applied = resolvePolicy({})
  const rows = Object.entries(schemas.TrustPolicy?.properties ?? {}).flatMap(([name, schema]) => {
    const row = rowOf(name, schema, applied[name], (value) => ({ [name]: value }))
    const target = resolve(schema)
    if (target.properties !== undefined) {
      const parts = Object.entries(target.properties).map(([part, inner]) =>
        rowOf(`${name}.${part}`, inner, applied[name][part], (value) => ({ [name]: { [part]: value } })),
      )
      return [{ ...row, values: 'an object of the next', standard: '' }, ...parts]
    }
    const alternatives = resolve(target.items ?? {}).anyOf ?? []
    const parts = alternatives.map(resolve).flatMap(({ properties = {}, required = [] }) =>
      Object.entries(properties).map(([part, inner]) => ({
        ...rowOf(`${name}[].${part}`, inner, undefined, () => ({})),
        ...(required.includes(part) && { standard: 'required' }),
      })),
    )
    return [row, ...parts]
  })
  return [
    '| member | meaning | values | default | unit |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ member, meaning, values, standard, unit }) =>
        `| ${code(member)} | ${cell(meaning)} | ${cell(values)} | ${cell(standard)} | ${unit} |`,
    ),
  ]
}

/** A default as TSDoc states it. @param {unknown} value */
const plain = (value) => (Array.isArray(value) ? value.join(', ') || 'none' : String(value))

/** @param {unknown} value @param {string} unit */
function shown(value, unit) {
  if (value === undefined) return 'absent'
  if (typeof value === 'string') return code(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(code).join(', ')
  if (typeof value !== 'number') return ''
  const mebibytes = value / 1024 ** 2
  return unit === 'bytes' && Number.isInteger(mebibytes) ? `${grouped(value)} (${mebibytes} MiB)` : grouped(value)
}
