const maxLength = 512

/** Shortens what names of a stranger's schema or credential made too long for a message. */
export function clip(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text
}
