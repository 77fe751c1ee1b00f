const maxLength = 300

/** Control and format characters, line separators, lone surrogates: what can move a cursor or hide text. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu

/** A message out of evidence, fit for a report: short and printable, whoever wrote it. */
export function plainMessage(message: string): string {
  const plain = message.slice(0, maxLength).replace(unprintable, ' ')
  return message.length > maxLength ? `${plain}…` : plain
}
