import type { CheckResult, CheckStatus, Verdict } from '@trustchains/core'
import { cleanText } from './clean-text.js'

const marks: Record<CheckStatus, string> = { pass: '✓', fail: '✗', skipped: '–', indeterminate: '?' }
const verdictMarks: Record<Verdict, string> = { trusted: '✓', untrusted: '✗', indeterminate: '?' }

/** The mark of a check: ✓ pass, ✗ fail, – skipped, ? indeterminate. */
export const checkMark = (status: CheckStatus): string => marks[status]

/** The mark of a verdict: ✓ trusted, ✗ untrusted, ? indeterminate. */
export const verdictMark = (verdict: Verdict): string => verdictMarks[verdict]

/** A check in one line: mark, id, code, message. */
export const describeCheck = ({ id, status, code, message }: CheckResult): string =>
  `${marks[status]} ${cleanText(id, 32)} ${cleanText(code, 32)}: ${cleanText(message)}`
