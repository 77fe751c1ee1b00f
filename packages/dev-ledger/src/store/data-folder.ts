import { existsSync, openSync, readFileSync, fsyncSync, closeSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DevLedgerError } from '../errors.js'
import type { GenesisFile } from '../genesis/genesis-file.js'
import type { ChainParams } from '../tx/chain-params.js'
import { BlockLog } from './block-log.js'
import { lockFolder } from './folder-lock.js'
import { usable } from './usable.js'

/** How a ledger began: written once into its folder, read at every start. */
export interface StoredGenesis extends GenesisFile {
  genesisTime: string
  params: StoredParams
}

/** The chain's terms with its big integers as text. */
export type StoredParams = Omit<ChainParams, 'maxGas' | 'txSizeCostPerByte' | 'signatureCost'> & {
  maxGas: string
  txSizeCostPerByte: string
  signatureCost: string
}

/** A folder that holds a ledger: `genesis.json`, `blocks.jsonl` and a lock. */
export class DataFolder {
  private constructor(
    private readonly path: string,
    private readonly unlock: () => void,
  ) {}

  /**
   * Takes a folder. Throws DevLedgerError `data_locked` while another process has it, and `data_unusable`.
   * @param fresh - removes the ledger that is in it.
   */
  static open(path: string, fresh: boolean): DataFolder {
    const folder = new DataFolder(path, lockFolder(path))
    try {
      if (fresh)
        for (const name of ['genesis.json', 'blocks.jsonl'])
          usable(join(path, name), () => rmSync(join(path, name), { force: true }))
      return folder
    } catch (error) {
      folder.close()
      throw error
    }
  }

  /** The genesis, where there is one. Throws DevLedgerError `data_corrupt`. */
  readGenesis(): StoredGenesis | undefined {
    const file = join(this.path, 'genesis.json')
    if (!existsSync(file)) return undefined
    const text = usable(file, () => readFileSync(file, 'utf8'))
    try {
      const genesis = JSON.parse(text) as Partial<StoredGenesis> | null
      if (typeof genesis?.params === 'object' && typeof genesis.genesisTime === 'string')
        return genesis as StoredGenesis
    } catch (cause) {
      throw new DevLedgerError('data_corrupt', `${file} is no JSON: restore it, or start afresh`, { cause })
    }
    throw new DevLedgerError('data_corrupt', `${file} is not the ledger's own: restore it, or start afresh`)
  }

  /** Writes the genesis: whole or not at all. */
  writeGenesis(genesis: StoredGenesis): void {
    const file = join(this.path, 'genesis.json')
    usable(file, () => {
      const part = openSync(`${file}.part`, 'w')
      try {
        writeFileSync(part, JSON.stringify(genesis))
        fsyncSync(part)
      } finally {
        closeSync(part)
      }
      renameSync(`${file}.part`, file)
    })
  }

  /** Opens the log of blocks. */
  openLog(): BlockLog {
    return BlockLog.open(join(this.path, 'blocks.jsonl'))
  }

  /** Gives the folder back. */
  close(): void {
    this.unlock()
  }
}
