/** Undo steps of changes not yet kept, so that a refused transaction leaves no trace. */
export class Journal {
  private steps: (() => void)[] = []

  /** Notes how to take one change back. */
  push(undo: () => void): void {
    this.steps.push(undo)
  }

  /** Where the journal stands, for {@link rollback}. */
  mark(): number {
    return this.steps.length
  }

  /** Takes back every change made since `mark`, the last one first. */
  rollback(mark: number): void {
    while (this.steps.length > mark) this.steps.pop()?.()
  }

  /** Keeps the changes. */
  commit(): void {
    this.steps = []
  }
}
