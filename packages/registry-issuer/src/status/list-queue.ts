/**
 * Lets one update of a list run at a time in this process; those who ask while one runs share the next. Each has
 * written its changes down before, and an update carries out all that are written down when it begins.
 */
export class ListQueue {
  private readonly running = new Map<string, Promise<unknown>>()
  private readonly waiting = new Map<string, Promise<unknown>>()

  /**
   * @param list - which
   * @param run - the update; of those who share one, the first one's is run
   */
  async next<T>(list: string, run: () => Promise<T>): Promise<T> {
    const shared = this.waiting.get(list)
    if (shared !== undefined) return shared as Promise<T>
    const next = this.start(list, run, this.running.get(list))
    this.waiting.set(list, next)
    return next
  }

  private async start<T>(list: string, run: () => Promise<T>, before: Promise<unknown> | undefined): Promise<T> {
    // How the one before ended is the affair of those who share it.
    await Promise.allSettled([before])
    const current = this.waiting.get(list)
    this.waiting.delete(list)
    if (current !== undefined) this.running.set(list, current)
    try {
      return await run()
    } finally {
      if (this.running.get(list) === current) this.running.delete(list)
    }
  }
}
