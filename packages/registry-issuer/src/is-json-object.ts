import type { JsonObject } from '@trustchains/core'

/**
 * Whether what came from elsewhere is an object as JSON has them. Its members are looked at by whoever reads them; the
 * types that Veramo gives documents and credentials know nothing of `JsonObject`.
 */
export const isJsonObject = <T>(value: T): value is T & JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
