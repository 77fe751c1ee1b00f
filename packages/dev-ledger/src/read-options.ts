import type { DevLedgerOptions } from './dev-ledger-options.js'
import { DevLedgerError } from './errors.js'
import type { GenesisFile } from './genesis/genesis-file.js'
import type { ResolverRepairs } from './resolver/ledger-view.js'
import { defaultChainParams, type ChainParams } from './tx/chain-params.js'
import { fixedPoint } from './tx/fixed-point.js'

/** Options with every default filled in. */
export interface ReadOptions {
  params: ChainParams
  host: string
  rpcPort: number
  grpcPort: number
  resolverPort: number
  clock: () => Date
  blockTimeMs: number
  data: string | undefined
  fresh: boolean
  import: GenesisFile | string | undefined
  timeControl: boolean
  log: ((line: string) => void) | undefined
  /** Terms of the chain that were stated: those of a data folder must not differ. */
  given: (keyof ChainParams)[]
  repairs: ResolverRepairs
}

/** Fills in defaults and refuses what can't be. Throws DevLedgerError `invalid_option` that names the option. */
export function readOptions(options: DevLedgerOptions): ReadOptions {
  const namespace = options.namespace ?? 'testnet'
  if (!/^[a-zA-Z0-9]{1,32}$/.test(namespace)) throw invalid('namespace', 'letters and digits, as in testnet')
  const chainId = options.chainId ?? `cheqd-${namespace}-dev`
  if (!/^[a-zA-Z0-9-]{1,50}$/.test(chainId)) throw invalid('chainId', 'up to 50 letters, digits and dashes')
  const { fees } = defaultChainParams
  const params: ChainParams = {
    ...defaultChainParams,
    chainId,
    namespace,
    maxGas: BigInt(whole('maxGas', options.maxGas ?? Number(defaultChainParams.maxGas), 2 ** 50)),
    maxTxBytes: whole('maxTxBytes', options.maxTxBytes ?? defaultChainParams.maxTxBytes, 4_000_000),
    fees: {
      ...fees,
      cheqPrice: options.fees?.cheqPrice ?? fees.cheqPrice,
      gasPrice: options.fees?.gasPrice ?? fees.gasPrice,
      usd: { ...fees.usd, ...options.fees?.usd },
    },
  }
  for (const [name, price] of Object.entries({ ...params.fees.usd, gasPrice: params.fees.gasPrice }))
    decimal(name, price)
  if (decimal('cheqPrice', params.fees.cheqPrice) === 0n) throw invalid('cheqPrice', 'above 0')
  return {
    params,
    host: options.host ?? '127.0.0.1',
    rpcPort: port('rpcPort', options.rpcPort ?? 26657),
    grpcPort: port('grpcPort', options.grpcPort ?? 9090),
    resolverPort: port('resolverPort', options.resolverPort ?? 8080),
    clock: options.clock ?? (() => new Date()),
    blockTimeMs: whole('blockTimeMs', (options.blockTimeMs ?? 0) + 1, 600_001) - 1,
    data: options.data,
    fresh: options.fresh ?? false,
    import: options.import,
    timeControl: options.timeControl ?? false,
    log: options.log,
    given: (['namespace', 'chainId', 'fees', 'maxGas', 'maxTxBytes'] as const).filter(
      (name) => options[name] !== undefined,
    ),
    repairs: options.repairs ?? {},
  }
}

function port(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 65535) throw invalid(name, 'a port from 0 to 65535')
  return value
}

function whole(name: string, value: number, max: number): number {
  if (!Number.isInteger(value) || value < 1 || value > max) throw invalid(name, `a whole number from 1 to ${max}`)
  return value
}

function decimal(name: string, value: string): bigint {
  try {
    return fixedPoint.parse(value)
  } catch (cause) {
    throw new DevLedgerError('invalid_option', `${name} must be decimal text such as 0.05`, { cause })
  }
}

function invalid(name: string, wanted: string): DevLedgerError {
  return new DevLedgerError('invalid_option', `${name} must be ${wanted}`)
}
