/**
 * Lets one update of a list run at a time in this process; those who ask for the same while one waits share it. Each has
 * written its changes down before, and an update carries out all that are written down when it begins.
 */
export class ListQueue {
  /** By list, the update that was asked for last. */
  private readonly last = new Map<string, Promise<unknown>>()
  /** By list and what is asked for, updates that have not begun. */
  private readonly waiting = new Map<string, Promise<unknown>>()

  /**
   * @param list - which
   * @param wish - what is asked for beside the changes that are written down, such as the key to sign with
   * @param run - the update; of those who share one, the first one's is run
   */
  async next<T>(list: string, wish: readonly unknown[], run: () => Promise<T>): Promise<T> {
    const key = JSON.stringify([list, ...wish])
    const shared = this.waiting.get(key)
    if (shared !== undefined) return shared as Promise<T>
    const next = this.start(key, run, this.last.get(list))
    this.waiting.set(key, next)
    this.last.set(list, next)
    try {
      return await next
    } finally {
      if (this.last.get(list) === next) this.last.delete(list)
    }
  }

  private async start<T>(key: string, run: () => Promise<T>, before: Promise<unknown> | undefined): Promise<T> {
    // How the one before ended is the affair of those who share it.
    await Promise.allSettled([before])
    this.waiting.delete(key)
    return run()
  }
}
