const maxLength = 200

/** Control and format characters, line separators, lone surrogates: what can move a cursor or hide text. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu
const token = /[\w-]{16,}\.[\w-]{16,}\.[\w-]*/g
const longRun = /[\w+/=-]{80,}/g
const userinfo = /:\/\/[^\s/@]+@/g
const secretParameter = /([?&](?:api[_-]?key|key|token|access_token|secret|password)=)[^&\s]+/gi

/**
 * The message of whatever a source threw, fit for a report: short, printable, and without credentials, tokens or
 * passwords that a careless source put into it.
 */
export function redactMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : ''
  const redacted = message
    .slice(0, 10 * maxLength)
    .replace(userinfo, '://')
    .replace(secretParameter, '$1[redacted]')
    .replace(token, '[redacted]')
    .replace(longRun, '[redacted]')
    .replace(unprintable, ' ')
    .trim()
  if (redacted === '') return 'the source gave no reason'
  return redacted.length > maxLength ? `${redacted.slice(0, maxLength - 1)}…` : redacted
}
