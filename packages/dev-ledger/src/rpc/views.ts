import { createHash } from 'node:crypto'
import type { Block, Chain, TxRecord } from '../chain.js'
import type { TxResult } from '../tx/tx-result.js'

const validatorKey = createHash('sha256').update('cheqd-dev-ledger validator').digest()
const validatorAddress = createHash('sha256').update(validatorKey).digest('hex').slice(0, 40).toUpperCase()
const nothing = createHash('sha256').digest('hex').toUpperCase()

/** The one validator, which validates nothing: clients insist that there is one. */
export const validatorView = {
  address: validatorAddress,
  pub_key: { type: 'tendermint/PubKeyEd25519', value: validatorKey.toString('base64') },
  voting_power: '1',
  proposer_priority: '0',
}

/** A transaction's result as a node shows it. */
export function txResultView(result: TxResult): object {
  return {
    code: result.code,
    data: Buffer.from(result.data).toString('base64'),
    log: result.log,
    info: '',
    gas_wanted: String(result.gasWanted),
    gas_used: String(result.gasUsed),
    events: result.events.map(({ type, attributes }) => ({
      type,
      attributes: Object.entries(attributes).map(([key, value]) => ({ key, value, index: true })),
    })),
    codespace: result.codespace,
  }
}

/** A transaction as a node shows it. */
export function txView(record: TxRecord): object {
  return {
    hash: record.hash,
    height: String(record.height),
    index: 0,
    tx_result: txResultView(record.result),
    tx: Buffer.from(record.bytes).toString('base64'),
  }
}

/** Blocks as a node shows them. Hashes are of our own making: nobody can check a chain without consensus. */
export const blockView = {
  hash: (block: Block): string =>
    createHash('sha256').update(`${block.height} ${block.appHash}`).digest('hex').toUpperCase(),

  id(block: Block): object {
    const hash = blockView.hash(block)
    return { hash, parts: { total: 1, hash } }
  },

  header(chain: Chain, block: Block): object {
    const before = chain.blocks[block.height - 2]
    return {
      version: { block: '11' },
      chain_id: chain.params.chainId,
      height: String(block.height),
      time: block.time.toISOString(),
      last_block_id: before === undefined ? { hash: '', parts: { total: 0, hash: '' } } : blockView.id(before),
      last_commit_hash: nothing,
      data_hash: createHash('sha256')
        .update(block.txs.map((tx) => tx.hash).join())
        .digest('hex')
        .toUpperCase(),
      validators_hash: nothing,
      next_validators_hash: nothing,
      consensus_hash: nothing,
      app_hash: before?.appHash ?? '',
      last_results_hash: nothing,
      evidence_hash: nothing,
      proposer_address: validatorAddress,
    }
  },

  response(chain: Chain, block: Block): object {
    const before = chain.blocks[block.height - 2]
    return {
      block_id: blockView.id(block),
      block: {
        header: blockView.header(chain, block),
        data: { txs: block.txs.map((tx) => Buffer.from(tx.bytes).toString('base64')) },
        evidence: { evidence: [] },
        last_commit:
          before === undefined
            ? { height: '0', round: 0, block_id: { hash: '', parts: { total: 0, hash: '' } }, signatures: [] }
            : blockView.signatures(before),
      },
    }
  },

  signatures: (block: Block): object => ({
    height: String(block.height),
    round: 0,
    block_id: blockView.id(block),
    signatures: [
      {
        block_id_flag: 2,
        validator_address: validatorAddress,
        timestamp: block.time.toISOString(),
        signature: Buffer.alloc(64).toString('base64'),
      },
    ],
  }),

  commit: (chain: Chain, block: Block): object => ({
    signed_header: { header: blockView.header(chain, block), commit: blockView.signatures(block) },
    canonical: true,
  }),

  consensusParams: (chain: Chain): object => ({
    block: { max_bytes: String(chain.params.maxTxBytes), max_gas: String(chain.params.maxGas) },
    evidence: { max_age_num_blocks: '121000', max_age_duration: '1209600000000000', max_bytes: '50000' },
    validator: { pub_key_types: ['ed25519'] },
    version: {},
  }),
}
