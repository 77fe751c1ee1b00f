import { AbciError } from '../abci-error.js'

/** Gas prices of the Cosmos SDK's key-value store (store/types/gas.go KVGasConfig). */
const kv = {
  hasFlat: 1000n,
  readFlat: 1000n,
  readByte: 3n,
  writeFlat: 2000n,
  writeByte: 30n,
  iterateFlat: 30n,
} as const

/** Counts the gas of one transaction and stops it at its limit. */
export class GasMeter {
  used = 0n

  /**
   * @param limit - gas that the transaction asked for; undefined counts without a limit (simulation).
   * @param counting - false counts nothing: what a logged transaction used is known, and sizes cost time to find out.
   */
  constructor(
    readonly limit: bigint | undefined,
    private readonly counting = true,
  ) {}

  /** Throws `out of gas` (sdk 11) when the limit is passed, naming the place as the chain does. */
  consume(amount: bigint, location: string): void {
    this.used += amount
    if (this.limit !== undefined && this.used > this.limit)
      throw new AbciError(
        'outOfGas',
        `out of gas in location: ${location}; gasWanted: ${this.limit}, gasUsed: ${this.used}`,
      )
  }

  /** A look-up whether a key exists. */
  has(): void {
    this.consume(kv.hasFlat, 'Has')
  }

  /** A read of `bytes` bytes, key and value. */
  read(bytes: () => number): void {
    if (!this.counting) return
    this.consume(kv.readFlat, 'ReadFlat')
    this.consume(kv.readByte * BigInt(bytes()), 'ReadPerByte')
  }

  /** A write of `bytes` bytes, key and value. */
  write(bytes: () => number): void {
    if (!this.counting) return
    this.consume(kv.writeFlat, 'WriteFlat')
    this.consume(kv.writeByte * BigInt(bytes()), 'WritePerByte')
  }
}
