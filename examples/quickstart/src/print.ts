import type { TrustChainReport } from '@trustchains/core'

let step = 0

/** Prints one step of the story: what was done, and where it can be read. */
export function printStep(what: string, where?: string): void {
  step += 1
  console.log(`${String(step).padStart(2)}. ${what}${where === undefined ? '' : `\n    ${where}`}`)
}

/** Prints a heading. */
export function printHeading(text: string): void {
  console.log(`\n${text}\n${'─'.repeat(text.length)}`)
}

/** Prints why a credential was refused. */
export function printRefusal(what: string, { verdict, reasons }: TrustChainReport): void {
  console.log(`✗ ${what}\n    ${verdict}`)
  for (const { id, link, code, message } of reasons) {
    console.log(`    ${id}${link === null ? '' : `, link ${String(link)}`}: ${message} (${code})`)
  }
}
