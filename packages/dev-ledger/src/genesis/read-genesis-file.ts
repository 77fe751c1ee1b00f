import { readFileSync } from 'node:fs'
import { DevLedgerError } from '../errors.js'
import type { GenesisFile } from './genesis-file.js'

/** Reads a genesis file. Throws DevLedgerError `invalid_import` where it can't be read or is no JSON. */
export function readGenesisFile(path: string): GenesisFile {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as GenesisFile
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown error'
    throw new DevLedgerError('invalid_import', `can't read ${path}: ${why}`, { cause })
  }
}
