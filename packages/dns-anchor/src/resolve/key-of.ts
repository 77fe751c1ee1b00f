import type { DnsQuestion } from '../wire/dns-message.js'

/** One text for each question. */
export function keyOf({ name, type }: DnsQuestion): string {
  return `${String(type)} ${name.text}`
}
