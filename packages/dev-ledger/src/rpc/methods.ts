import { createHash } from 'node:crypto'
import { AbciError } from '../abci-error.js'
import type { Block, Chain, TxRecord } from '../chain.js'
import { txHash } from '../tx/verify-tx-signature.js'
import { runQuery } from './queries.js'
import { QueryRefusal } from './query-refusal.js'
import { RpcError } from './rpc-error.js'
import { bytesParam, numberParam, textParam, type RpcParams } from './rpc-params.js'
import { blockView, txResultView, txView, validatorView } from './views.js'

/** Answers one JSON-RPC method of CometBFT. Throws RpcError. */
type RpcMethod = (chain: Chain, params: RpcParams) => unknown

/** Most transactions on one page of a search. */
const maxPerPage = 100

const methods: Readonly<Record<string, RpcMethod>> = {
  health: () => ({}),
  status: (chain) => {
    const { tip } = chain
    const first = chain.blocks[0] ?? tip
    return {
      node_info: {
        protocol_version: { p2p: '8', block: '11', app: '0' },
        id: createHash('sha256').update(chain.params.chainId).digest('hex').slice(0, 40),
        listen_addr: 'tcp://127.0.0.1:26656',
        network: chain.params.chainId,
        // Clients choose their decoders by this: "0.38." is what cheqd runs.
        version: '0.38.17',
        channels: '40202122233038606100',
        moniker: 'cheqd-dev-ledger',
        other: { tx_index: 'on', rpc_address: 'tcp://127.0.0.1:26657' },
      },
      sync_info: {
        latest_block_hash: blockView.hash(tip),
        latest_app_hash: tip.appHash,
        latest_block_height: String(tip.height),
        latest_block_time: tip.time.toISOString(),
        earliest_block_hash: blockView.hash(first),
        earliest_app_hash: first.appHash,
        earliest_block_height: String(first.height),
        earliest_block_time: first.time.toISOString(),
        catching_up: false,
      },
      validator_info: validatorView,
    }
  },
  abci_info: (chain) => ({
    response: { data: 'cheqd', version: 'cheqd-dev-ledger', last_block_height: String(chain.tip.height) },
  }),
  abci_query: async (chain, params) => {
    const path = textParam(params, 'path')
    const height = String(chain.tip.height)
    try {
      const value = Buffer.from(await runQuery(chain, path, bytesParam(params, 'data', 'hex'))).toString('base64')
      return {
        response: { code: 0, log: '', info: '', index: '0', key: null, value, proofOps: null, height, codespace: '' },
      }
    } catch (error) {
      const refusal = error instanceof QueryRefusal ? error.abci : error
      if (!(refusal instanceof AbciError)) throw error
      const { code, codespace, message } = refusal
      return {
        response: {
          code,
          log: message,
          info: '',
          index: '0',
          key: null,
          value: null,
          proofOps: null,
          height,
          codespace,
        },
      }
    }
  },
  broadcast_tx_sync: (chain, params) => broadcast(chain, params),
  broadcast_tx_async: async (chain, params) => {
    const bytes = bytesParam(params, 'tx', 'base64')
    // Answered before the check, as its name says; the refusal can be seen nowhere, as on a node.
    void chain.broadcast(bytes).catch(() => undefined)
    return { code: 0, data: '', log: '', codespace: '', hash: txHash(bytes) }
  },
  broadcast_tx_commit: async (chain, params) => {
    const { hash, check, included } = await chain.broadcast(bytesParam(params, 'tx', 'base64'))
    const record = await included
    return {
      check_tx: txResultView(check),
      tx_result: txResultView(record?.result ?? { ...check, code: 0, log: '', codespace: '' }),
      hash,
      height: String(record?.height ?? 0),
    }
  },
  tx: (chain, params) => {
    const hash = bytesParam(params, 'hash', 'base64')
    const name = Buffer.from(hash).toString('hex').toUpperCase()
    const record = chain.find(name)
    if (record === undefined) throw new RpcError(-32603, 'Internal error', `tx (${name}) not found`)
    return txView(record)
  },
  tx_search: (chain, params) => {
    const found = searchTxs(chain, textParam(params, 'query'))
    const perPage = Math.min(Math.max(numberParam(params, 'per_page') ?? 30, 1), maxPerPage)
    const page = Math.max(numberParam(params, 'page') ?? 1, 1)
    return {
      txs: found.slice((page - 1) * perPage, page * perPage).map(txView),
      total_count: String(found.length),
    }
  },
  block: (chain, params) => blockView.response(chain, blockAt(chain, params)),
  block_results: (chain, params) => {
    const block = blockAt(chain, params)
    return {
      height: String(block.height),
      txs_results: block.txs.length === 0 ? null : block.txs.map(({ result }) => txResultView(result)),
      finalize_block_events: [],
      validator_updates: null,
      // The SDK reads the gas limit of a block from here when it estimates fees.
      consensus_param_updates: blockView.consensusParams(chain),
      app_hash: Buffer.from(block.appHash, 'hex').toString('base64'),
    }
  },
  commit: (chain, params) => blockView.commit(chain, blockAt(chain, params)),
  validators: (chain) => ({
    block_height: String(chain.tip.height),
    validators: [validatorView],
    count: '1',
    total: '1',
  }),
  genesis: (chain) => ({
    genesis: {
      genesis_time: (chain.blocks[0] ?? chain.tip).time.toISOString(),
      chain_id: chain.params.chainId,
      initial_height: '1',
      consensus_params: blockView.consensusParams(chain),
      app_hash: '',
      app_state: {},
    },
  }),
  num_unconfirmed_txs: () => ({ n_txs: '0', total: '0', total_bytes: '0', txs: null }),
}

/** Names of the methods that the ledger answers. */
export const rpcMethods: readonly string[] = Object.keys(methods)

/** Runs a method by its name. Throws RpcError. */
export async function runRpcMethod(chain: Chain, name: string, params: RpcParams): Promise<unknown> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (method === undefined) throw new RpcError(-32601, 'Method not found')
  return method(chain, params)
}

async function broadcast(chain: Chain, params: RpcParams): Promise<unknown> {
  const { hash, check } = await chain.broadcast(bytesParam(params, 'tx', 'base64'))
  // A node keeps a cache of what it has seen and answers without asking the application.
  if (check.code === 19) throw new RpcError(-32603, 'Internal error', 'tx already exists in cache')
  return {
    code: check.code,
    data: Buffer.from(check.data).toString('base64'),
    log: check.log,
    codespace: check.codespace,
    hash,
  }
}

function blockAt(chain: Chain, params: RpcParams): Block {
  const height = numberParam(params, 'height') ?? chain.tip.height
  const block = chain.blocks[height - 1]
  if (block === undefined)
    throw new RpcError(
      -32603,
      'Internal error',
      `height ${height} must be less than or equal to the current blockchain height ${chain.tip.height}`,
    )
  return block
}

/** The queries that clients send: by hash, by height, and by an event's attribute. */
function searchTxs(chain: Chain, query: string): TxRecord[] {
  const byHash = /^tx\.hash\s*=\s*'([0-9A-Fa-f]{64})'$/.exec(query)
  if (byHash?.[1] !== undefined) {
    const record = chain.find(byHash[1].toUpperCase())
    return record === undefined ? [] : [record]
  }
  const byHeight = /^tx\.height\s*=\s*(\d{1,15})$/.exec(query)
  if (byHeight?.[1] !== undefined) return [...(chain.blocks[Number(byHeight[1]) - 1]?.txs ?? [])]
  const byEvent = query.split(/\s+AND\s+/).map((part) => /^([a-z_]+)\.([a-z_]+)\s*=\s*'([^']{0,200})'$/.exec(part))
  if (byEvent.some((match) => match === null))
    throw new RpcError(
      -32602,
      'Invalid params',
      "the query must be tx.hash='…', tx.height=…, or event.attribute='…' joined by AND",
    )
  return chain.blocks
    .flatMap((block) => block.txs)
    .filter(({ result }) =>
      byEvent.every((match) =>
        result.events.some((event) => event.type === match?.[1] && event.attributes[match[2] ?? ''] === match[3]),
      ),
    )
}
