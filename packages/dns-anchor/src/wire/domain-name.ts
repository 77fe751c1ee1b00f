const maxWireLength = 255
const maxLabelLength = 63

/**
 * A domain name as DNSSEC compares it: labels of bytes, ASCII letters in lower case (RFC 4034 section 6.2).
 *
 * Labels are kept as bytes, since a label may hold any, dots among them: as text two different names could look alike.
 */
export class DomainName {
  static readonly root = new DomainName([])

  /** Presentation form (RFC 1035 section 5.1) in lower case with a final dot; equal exactly where the names are. */
  readonly text: string

  private constructor(
    /** From the leftmost to the one below the root, in lower case. */
    readonly labels: readonly Buffer[],
  ) {
    this.text = labels.length === 0 ? '.' : labels.map((label) => `${escapeLabel(label)}.`).join('')
  }

  /**
   * @param labels - from the left, without the root's
   * @returns undefined where a label is empty or over 63 bytes, or the name over 255 (RFC 1035 section 2.3.4)
   */
  static fromLabels(labels: readonly Uint8Array[]): DomainName | undefined {
    let length = 1
    for (const label of labels) {
      if (label.length === 0 || label.length > maxLabelLength) return undefined
      length += label.length + 1
    }
    return length > maxWireLength ? undefined : new DomainName(labels.map(lowerCase))
  }

  /** Reads a name of ASCII text without escapes, with or without the final dot; undefined where it is none. */
  static parse(text: string): DomainName | undefined {
    if (text === '.') return DomainName.root
    if (text.length > maxWireLength || !/^[!-[\]-~]+$/.test(text)) return undefined
    const labels = text.replace(/\.$/, '').split('.')
    return DomainName.fromLabels(labels.map((label) => Buffer.from(label, 'latin1')))
  }

  equals(other: DomainName): boolean {
    return this.text === other.text
  }

  /** Whether this is `ancestor` itself or a name below it. */
  isWithin(ancestor: DomainName): boolean {
    const skip = this.labels.length - ancestor.labels.length
    return skip >= 0 && ancestor.labels.every((label, index) => label.equals(this.labels[index + skip] as Buffer))
  }

  /** Whether this is a name below `ancestor`, not it itself. */
  isBelow(ancestor: DomainName): boolean {
    return this.labels.length > ancestor.labels.length && this.isWithin(ancestor)
  }

  /** The name made of the last `count` labels. */
  last(count: number): DomainName {
    return count >= this.labels.length ? this : new DomainName(this.labels.slice(this.labels.length - count))
  }

  /** The name one label shorter; the root's is the root. */
  get parent(): DomainName {
    return this.last(this.labels.length - 1)
  }

  /** This name with labels put before it; undefined where it gets too long. */
  prepend(...labels: readonly Uint8Array[]): DomainName | undefined {
    return DomainName.fromLabels([...labels, ...this.labels])
  }

  /** `*` and this name (RFC 4592). */
  get wildcard(): DomainName | undefined {
    return this.prepend(asterisk)
  }

  get isWildcard(): boolean {
    return this.labels[0]?.equals(asterisk) === true
  }

  /** The longest name that both are within. */
  commonAncestor(other: DomainName): DomainName {
    let count = 0
    const most = Math.min(this.labels.length, other.labels.length)
    while (count < most && (this.labels.at(-1 - count) as Buffer).equals(other.labels.at(-1 - count) as Buffer)) count++
    return this.last(count)
  }

  /** Canonical order (RFC 4034 section 6.1): by labels from the right, as unsigned bytes; absent before present. */
  compare(other: DomainName): number {
    const most = Math.min(this.labels.length, other.labels.length)
    for (let index = 1; index <= most; index++) {
      const order = Buffer.compare(this.labels.at(-index) as Buffer, other.labels.at(-index) as Buffer)
      if (order !== 0) return order
    }
    return this.labels.length - other.labels.length
  }

  /** Uncompressed, in lower case (RFC 4034 section 6.2). */
  toWire(): Buffer {
    return Buffer.concat([...this.labels.flatMap((label) => [Buffer.of(label.length), label]), Buffer.of(0)])
  }
}

const asterisk = Buffer.from('*')

/** ASCII only: DNS compares no other letters without regard to case (RFC 4343 section 3). */
function lowerCase(label: Uint8Array): Buffer {
  const lower = Buffer.from(label)
  for (let index = 0; index < lower.length; index++) {
    const byte = lower[index] as number
    if (byte >= 0x41 && byte <= 0x5a) lower[index] = byte + 0x20
  }
  return lower
}

function escapeLabel(label: Buffer): string {
  let text = ''
  for (const byte of label) {
    if (byte === 0x2e || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`
    else if (byte > 0x20 && byte < 0x7f) text += String.fromCharCode(byte)
    else text += `\\${String(byte).padStart(3, '0')}`
  }
  return text
}
