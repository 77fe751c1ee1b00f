/** How long things take about a lock, in milliseconds. */
export interface LockTimes {
  /** How long a lock outlasts the process that held it. Above any time for which Node may be busy without a pause. */
  leaseMs: number
  /** Between renewals of the lease. */
  renewMs: number
  /** How long one waits for another. */
  waitMs: number
  /** Between looks at whether the lock is free. */
  pollMs: number
}

/** As {@link withLock} does it unless it is told otherwise. */
export const lockTimes: LockTimes = { leaseMs: 15_000, renewMs: 4_000, waitMs: 120_000, pollMs: 100 }
