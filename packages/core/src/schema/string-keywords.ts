import { ucs2length as codePointsOf } from '@cfworker/json-schema'
import { schemaFormatOf } from './schema-format.js'
import type { SchemaSite } from './schema-site.js'

/** `minLength`, `maxLength`, `pattern` and `format`. */
export function stringKeywords(site: SchemaSite): void {
  const { keywords, location, assertions } = site
  const { minLength, maxLength, format: formatName } = keywords
  if (minLength !== undefined || maxLength !== undefined) {
    assertions.push((run, instance) => {
      if (typeof instance !== 'string') return true
      run.charge(instance.length >> 5)
      const length = codePointsOf(instance)
      if (minLength !== undefined && length < minLength) {
        return run.fail(location, 'minLength', `must have ${minLength} characters or more, has ${length}`)
      }
      if (maxLength !== undefined && length > maxLength) {
        return run.fail(location, 'maxLength', `must have ${maxLength} characters or less, has ${length}`)
      }
      return true
    })
  }
  if (keywords.pattern !== undefined) {
    const pattern = site.pattern(keywords.pattern, 'pattern')
    assertions.push((run, instance) => {
      if (typeof instance !== 'string') return true
      run.charge(pattern.cost(instance))
      return pattern.test(instance) || run.fail(location, 'pattern', 'does not match the pattern')
    })
  }
  const format = formatName === undefined ? undefined : schemaFormatOf(formatName)
  if (format !== undefined) {
    assertions.push((run, instance) => {
      if (typeof instance !== 'string') return true
      run.charge(instance.length >> 2)
      return format(instance) || run.fail(location, 'format', `is not of the format ${formatName}`)
    })
  }
}
