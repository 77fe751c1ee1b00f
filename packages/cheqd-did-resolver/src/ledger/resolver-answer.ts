import type { JsonObject, JsonValue } from '@trustchains/core'
import { CheqdResolverError, type CheqdResolverErrorCode } from '../cheqd-resolver-error.js'
import type { HttpAnswer } from '../http/http-client.js'
import { isJsonObject } from '../http/is-json-object.js'
import { parseJsonAnswer } from '../http/parse-json-answer.js'

const standardErrors = new Map<JsonValue | undefined, CheqdResolverErrorCode>(
  (['notFound', 'invalidDid', 'invalidDidUrl', 'methodNotSupported', 'representationNotSupported'] as const).map(
    (code) => [code, code],
  ),
)

/**
 * Reads an answer of the resolver's HTTP API as a DID resolution or dereferencing result.
 *
 * @throws CheqdResolverError the error that it carries; `internalError` where it is none, a bare 404 of some web server above
 *   all: that is no word about the DID
 */
export function resolverResult(answer: HttpAnswer): JsonObject {
  const result = parseJsonAnswer(answer)
  const metadata = [result.didResolutionMetadata, result.dereferencingMetadata].find(isJsonObject)
  const error = metadata?.error ?? ''
  if (answer.status === 200 && error === '' && metadata !== undefined) return result
  if (answer.status === 200 && error === '') {
    throw new CheqdResolverError(
      'internalError',
      `${answer.origin} answered no DID resolution result; a bare document would hide that a DID is deactivated`,
    )
  }
  const code = answer.status < 500 || answer.status === 501 ? standardErrors.get(error) : undefined
  const told = typeof error === 'string' && error !== '' ? `: ${error.slice(0, 64)}` : ''
  throw new CheqdResolverError(code ?? 'internalError', `${answer.origin} answered ${answer.status}${told}`)
}

/**
 * Reads an answer of the resolver's HTTP API as the bytes of a resource.
 *
 * @throws CheqdResolverError as {@link resolverResult}
 */
export function resolverContent(answer: HttpAnswer): Uint8Array {
  if (answer.status === 200) return answer.body
  resolverResult(answer)
  throw new CheqdResolverError('internalError', `${answer.origin} answered ${answer.status} where content is due`)
}
