/** A member's name as a token of a JSON Pointer (RFC 6901 section 3), with its slash. */
export function pointerToken(name: string | number): string {
  const text = String(name)
  return `/${/[~/]/.test(text) ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text}`
}
