import { DomainName } from './domain-name.js'

/** Labels and pointers of all names of one message: as many as 2048 records of eight labels have. */
const maxSteps = 16_384

/**
 * Reads a DNS message from the front, within its bounds.
 *
 * Every method throws a RangeError where the bytes end too early or make no name; `decodeMessage` catches it.
 */
export class WireReader {
  constructor(
    readonly bytes: Buffer,
    public offset = 0,
    readonly end: number = bytes.length,
    /** What all readers of one message may still read of names: with pointers few bytes can ask for much work. */
    private readonly names = { steps: maxSteps },
  ) {}

  get remaining(): number {
    return this.end - this.offset
  }

  uint8(): number {
    return this.take(1).readUInt8()
  }

  uint16(): number {
    return this.take(2).readUInt16BE()
  }

  uint32(): number {
    return this.take(4).readUInt32BE()
  }

  take(count: number): Buffer {
    if (count > this.remaining) throw new RangeError('the message ends too early')
    this.offset += count
    return this.bytes.subarray(this.offset - count, this.offset)
  }

  /** A part of the message that must be read to its end by itself; names in it may point before it. */
  part(count: number): WireReader {
    this.take(count)
    return new WireReader(this.bytes, this.offset - count, this.offset, this.names)
  }

  /**
   * A domain name, with compression (RFC 1035 section 4.1.4). A pointer must lead to before the label sequence that it
   * ends, so that following them ends.
   *
   * @param compressed - whether pointers are allowed; RFC 3597 section 4 forbids them in newer types
   */
  name(compressed = true): DomainName {
    const labels: Buffer[] = []
    let position = this.offset
    let start = position
    let end = this.end
    let after: number | undefined
    let length = 1
    for (;;) {
      if (position >= end) throw new RangeError('a name ends too early')
      const size = this.bytes[position++] as number
      if (size === 0) break
      if (--this.names.steps < 0) throw new RangeError('the names of the message are too long')
      if (size < 64) {
        length += size + 1
        if (length > 255 || position + size > end) throw new RangeError('a name is too long')
        labels.push(this.bytes.subarray(position, (position += size)))
      } else {
        if (size < 0xc0 || !compressed || position >= end) throw new RangeError('a name has a bad label')
        const target = ((size & 0x3f) << 8) | (this.bytes[position++] as number)
        if (target >= start || target < 12) throw new RangeError('a name points forward')
        after ??= position
        position = start = target
        // The pointed-to part lies anywhere before, not only in this part of the message.
        end = this.bytes.length
      }
    }
    this.offset = after ?? position
    const name = DomainName.fromLabels(labels)
    if (name === undefined) throw new RangeError('a name is too long')
    return name
  }
}
