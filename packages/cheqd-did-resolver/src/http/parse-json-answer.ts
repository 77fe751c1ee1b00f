import type { JsonObject, JsonValue } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { HttpAnswer } from './http-client.js'
import { isJsonObject } from './is-json-object.js'
import { parseBoundedJson } from './parse-bounded-json.js'

// application/json, application/ld+json, application/did+ld+json … and what a resolver calls a DID resolution result.
const jsonType = /^application\/(?:(?:[\w.-]+\+)*json|did)$/i

/**
 * Reads an answer as a JSON object.
 *
 * @throws CheqdResolverError `internalError` where it says that it is something else, or is
 */
export function parseJsonAnswer(answer: HttpAnswer): JsonObject {
  const type = answer.contentType.split(';', 1)[0]?.trim() ?? ''
  if (!jsonType.test(type)) {
    throw new CheqdResolverError(
      'internalError',
      `${answer.origin} answered ${answer.status} with ${type === '' ? 'no content type' : type.slice(0, 100)} where JSON is due; is the URL right?`,
    )
  }
  let value: JsonValue
  try {
    value = parseBoundedJson(new TextDecoder('utf-8', { fatal: true }).decode(answer.body))
  } catch (cause) {
    throw new CheqdResolverError('internalError', `${answer.origin} answered ${answer.status} with broken JSON`, {
      cause,
    })
  }
  if (!isJsonObject(value)) {
    throw new CheqdResolverError(
      'internalError',
      `${answer.origin} answered ${answer.status} with JSON that is no object`,
    )
  }
  return value
}
