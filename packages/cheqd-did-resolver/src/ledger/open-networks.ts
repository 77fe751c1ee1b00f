import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { CheqdDid } from '../did/cheqd-did.js'
import { HttpClient } from '../http/http-client.js'
import type { CheqdNetworkName, NetworkEndpoint, ResolvedOptions } from '../read-options.js'
import type { LedgerClient } from '../types/ledger-client.js'
import { AbciClient } from './abci-client.js'
import { CachedLedger } from './cached-ledger.js'
import { LedgerRpc } from './ledger-rpc.js'
import { ResolverApi } from './resolver-api.js'

/**
 * The networks of a set of options. Nothing is asked yet.
 *
 * @returns finds the network of a DID; throws CheqdResolverError `internalError` for one that is not configured, since whether
 *   the DID exists there can't be learnt
 */
export function openNetworks(options: ResolvedOptions): (did: CheqdDid) => LedgerClient {
  const http = new HttpClient(options)
  const open = ({ kind, url }: NetworkEndpoint): LedgerClient => {
    const ledger =
      kind === 'rpc'
        ? new LedgerRpc(new AbciClient(http, url), options.maxDocumentBytes)
        : new ResolverApi(http, url, options.maxDocumentBytes)
    return options.cache === undefined ? ledger : new CachedLedger(ledger, options.cache)
  }
  const networks = new Map<string, LedgerClient>()
  for (const [name, endpoint] of Object.entries(options.networks)) networks.set(name, open(endpoint))
  return ({ network }) => networks.get(network) ?? notConfigured(network)
}

function notConfigured(network: CheqdNetworkName): never {
  throw new CheqdResolverError(
    'internalError',
    `the network ${network} is not configured; give the option ${network}: { resolverUrl } or { rpcUrl }`,
  )
}
