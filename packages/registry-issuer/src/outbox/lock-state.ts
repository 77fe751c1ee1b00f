/** A lock as it stands in the store. */
export interface LockState {
  /** Absent: nobody has it. The record stays, or its revisions would begin anew and an old one could pass for a new one. */
  owner?: string
  /** Milliseconds since the epoch from when on another may take it. */
  until?: number
}
