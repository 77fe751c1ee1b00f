/** Ends the translation of a pattern that has no equal in RE2. It never leaves this folder. */
export class UntranslatablePattern extends Error {
  override name = 'UntranslatablePattern'
}

/** Reads a pattern character by character (by code point, as the flag `u` asks). */
export class PatternReader {
  readonly #points: string[]
  #next = 0

  constructor(source: string) {
    this.#points = Array.from(source)
  }

  get done(): boolean {
    return this.#next >= this.#points.length
  }

  /** The character that comes next; empty at the end. */
  peek(ahead = 0): string {
    return this.#points[this.#next + ahead] ?? ''
  }

  /** Takes the next character. */
  take(): string {
    const point = this.peek()
    this.#next += 1
    return point
  }

  /** Takes a text if it comes next. */
  skip(text: string): boolean {
    for (let i = 0; i < text.length; i += 1) if (this.peek(i) !== text[i]) return false
    this.#next += text.length
    return true
  }

  /** Takes everything before the given character, and that character. */
  takeUntil(end: string): string {
    let taken = ''
    while (!this.done && this.peek() !== end) taken += this.take()
    this.take()
    return taken
  }

  /** Takes so many hexadecimal digits, if so many come next. */
  takeHex(digits: number): number | undefined {
    let text = ''
    for (let i = 0; i < digits; i += 1) text += this.peek(i)
    if (text.length !== digits || !/^[0-9A-Fa-f]+$/.test(text)) return undefined
    this.#next += digits
    return parseInt(text, 16)
  }
}
