import { DevLedgerError } from '../errors.js'

/** Runs what uses a file or a folder. What the system refuses becomes a DevLedgerError `data_unusable` that names it. */
export function usable<T>(path: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    if (cause instanceof DevLedgerError) throw cause
    throw new DevLedgerError(
      'data_unusable',
      `can't use ${path} (${errnoOf(cause)}): the data folder must be one that this user can read and write, with room on the disk`,
      { cause },
    )
  }
}

/** The system's name for an error, such as ENOSPC. */
export function errnoOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error'
}
