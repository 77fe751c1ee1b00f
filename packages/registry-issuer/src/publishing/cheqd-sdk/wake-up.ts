/** Lets several wait for the next time that something has changed. */
export class WakeUp {
  #waiting: (() => void)[] = []

  /** Resolves at the next {@link WakeUp.wake}. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}
