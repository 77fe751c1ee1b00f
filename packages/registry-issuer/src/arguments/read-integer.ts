import { invalidArgument } from './invalid-argument.js'

/** Reads a whole number within bounds, or undefined where it is left out. */
export function readInteger(
  value: unknown,
  path: string,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value
  const bounds = max === Number.MAX_SAFE_INTEGER ? `from ${String(min)}` : `from ${String(min)} to ${String(max)}`
  throw invalidArgument(path, `is no whole number ${bounds}`)
}
