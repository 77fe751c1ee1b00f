import { deriveSigners, faucetMnemonic, type Signer } from './accounts.js'
import { Chain } from './chain.js'
import { DevLedgerError } from './errors.js'
import { exportGenesis } from './genesis/export-genesis.js'
import type { GenesisFile } from './genesis/genesis-file.js'
import { loadGenesis } from './genesis/load-genesis.js'
import { readGenesisFile } from './genesis/read-genesis-file.js'
import type { ReadOptions } from './read-options.js'
import type { SettableClock } from './settable-clock.js'
import { DataFolder, type StoredGenesis } from './store/data-folder.js'
import { restoreParams, storeParams } from './store/stored-params.js'

/** Number of accounts of the test mnemonic that have ncheq from the start. */
const fundedAccounts = 10
/** What each of them has, ncheq: 1,000,000 CHEQ. */
const genesisBalance = 1_000_000_000_000_000n
/** What the faucet has to give, ncheq. */
const faucetBalance = 1_000_000_000_000_000_000n

/** A chain with what belongs to it. */
export interface OpenChain {
  chain: Chain
  /** Addresses of the funded accounts. */
  accounts: string[]
  faucetSigner: Signer
  folder: DataFolder | undefined
  /** What an observer should know: a torn tail that was cut, parts of an import that were left out. */
  notes: string[]
}

/** Makes a chain, or opens the one of the data folder. Throws DevLedgerError. */
export async function openChain(options: ReadOptions, clock: SettableClock): Promise<OpenChain> {
  const funded = Array.from({ length: fundedAccounts }, (_, index) => [0, index] as const)
  // The faucet pays from an account that no wallet derives, so that its sequence is its own.
  const [faucetSigner, ...signers] = await deriveSigners(faucetMnemonic, [[1, 0], ...funded])
  if (faucetSigner === undefined) throw new RangeError('the faucet has no account')
  const accounts = signers.map(({ address }) => address)
  const file = typeof options.import === 'string' ? readGenesisFile(options.import) : options.import
  const folder = options.data === undefined ? undefined : DataFolder.open(options.data, options.fresh)
  try {
    const stored = folder?.readGenesis()
    if (stored !== undefined && file !== undefined)
      throw new DevLedgerError(
        'invalid_option',
        'the data folder holds a ledger already, so nothing can be imported into it: add fresh to replace it',
      )
    const notes: string[] = []
    const chain =
      stored === undefined
        ? makeChain(
            options,
            clock,
            [...accounts.map((address) => [address, genesisBalance] as const), [faucetSigner.address, faucetBalance]],
            file,
            notes,
          )
        : reopenChain(options, clock, stored)
    if (folder !== undefined) {
      if (stored === undefined)
        folder.writeGenesis({
          ...exportGenesis(chain.state, chain.tip.time),
          genesisTime: chain.tip.time.toISOString(),
          params: storeParams(chain.params),
        })
      const log = folder.openLog()
      await chain.replay(log).catch((error: unknown) => {
        log.close()
        throw error
      })
      if (log.tornBytes > 0)
        notes.push(`the last block was written in part and never acknowledged: ${log.tornBytes} bytes were cut off`)
    }
    return { chain, accounts, faucetSigner, folder, notes }
  } catch (error) {
    folder?.close()
    throw error
  }
}

function makeChain(
  { params, blockTimeMs }: ReadOptions,
  clock: SettableClock,
  balances: readonly (readonly [string, bigint])[],
  file: GenesisFile | undefined,
  notes: string[],
): Chain {
  const genesisTime = file?.genesisTime === undefined ? clock.now() : new Date(file.genesisTime)
  if (Number.isNaN(genesisTime.getTime())) throw new DevLedgerError('invalid_import', 'genesisTime is no time')
  const chain = new Chain(params, { clock: () => clock.now(), genesisTime, blockTimeMs })
  // An export names its accounts; a file without them is given those that everybody knows.
  if (file?.accounts === undefined) for (const [address, amount] of balances) chain.state.credit(address, amount)
  if (file !== undefined) {
    const report = loadGenesis(chain.state, file)
    notes.push(`imported ${report.dids} DIDs with ${report.versions} versions and ${report.resources} resources`)
    for (const skipped of report.skipped) notes.push(`not imported: ${skipped}`)
  }
  chain.state.journal.commit()
  return chain
}

function reopenChain({ params, given, blockTimeMs }: ReadOptions, clock: SettableClock, stored: StoredGenesis): Chain {
  const kept = restoreParams(stored.params)
  const different = given.filter((name) => JSON.stringify(plain(params[name])) !== JSON.stringify(plain(kept[name])))
  if (different.length > 0)
    throw new DevLedgerError(
      'invalid_option',
      `the ledger in the data folder was made with another ${different.join(', ')}: leave the option out, or add fresh`,
    )
  const genesisTime = new Date(stored.genesisTime)
  const chain = new Chain(kept, { clock: () => clock.now(), genesisTime, blockTimeMs })
  loadGenesis(chain.state, stored)
  chain.state.journal.commit()
  return chain
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
