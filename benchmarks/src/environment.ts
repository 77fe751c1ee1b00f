import { cpus, loadavg, totalmem } from 'node:os'

/** What the figures were measured on: they move with the machine, ratios hold better. */
export interface Environment {
  node: string
  openssl: string
  platform: string
  cpu: string
  cores: number
  memoryGiB: number
  /** Of the last minute, before anything was measured. */
  loadAverage: number
  small: boolean
}

/** Describes this machine. */
export function describeEnvironment(small: boolean): Environment {
  return {
    node: process.version,
    openssl: process.versions.openssl,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage: Math.round((loadavg()[0] ?? Number.NaN) * 100) / 100,
    small,
  }
}
