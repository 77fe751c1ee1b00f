/** A clock that can be put forward and back; it goes on from where it was put. */
export class SettableClock {
  private offsetMs = 0

  constructor(private readonly base: () => Date) {}

  now(): Date {
    return new Date(this.base().getTime() + this.offsetMs)
  }

  /** Puts the clock to a time. */
  set(time: Date): void {
    this.offsetMs = time.getTime() - this.base().getTime()
  }

  /** Puts the clock forward by milliseconds. */
  advance(ms: number): void {
    this.offsetMs += ms
  }
}
