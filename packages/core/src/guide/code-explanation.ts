/** What a code says, in words for whoever relies on a report. */
export interface CodeExplanation {
  /** How a check that gives it ends; `fail` makes the verdict `untrusted`, `indeterminate` leaves it open. */
  ends: 'pass' | 'skipped' | 'fail' | 'indeterminate' | 'fail or indeterminate' | 'skipped or indeterminate'
  /** What was found. */
  means: string
  /** What can be done about it, and by whom. */
  remedy: string
}
