import { AbciError } from '../abci-error.js'
import type { Chain } from '../chain.js'
import { cosmosQueries } from './cosmos-queries.js'
import { didQueries } from './did-queries.js'
import { feeQueries } from './fee-queries.js'
import type { QueryHandler } from './query-handler.js'
import { QueryRefusal } from './query-refusal.js'
import { resourceQueries } from './resource-queries.js'
import { txQueries } from './tx-queries.js'

const queries: Readonly<Record<string, QueryHandler>> = {
  ...cosmosQueries,
  ...txQueries,
  ...didQueries,
  ...resourceQueries,
  ...feeQueries,
}

/** Paths of all queries that the ledger answers. */
export const queryPaths: readonly string[] = Object.keys(queries)

/** Answers the query of a path. Throws QueryRefusal, and AbciError 6 for a path that is unknown. */
export async function runQuery(chain: Chain, path: string, data: Uint8Array): Promise<Uint8Array> {
  const handler = Object.hasOwn(queries, path) ? queries[path] : undefined
  if (handler === undefined) throw new AbciError('unknownRequest', `unknown query path: ${path}`)
  try {
    return await handler(chain, data)
  } catch (error) {
    if (error instanceof QueryRefusal) throw error
    throw QueryRefusal.malformed(error)
  }
}
